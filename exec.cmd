@rem `exec` for cmd.exe, which has none. The scripts of package.json begin with it so that on other systems npm's shell
@rem hands its process to Node: otherwise a signal to npm would end the shell and leave a station running without it.
@%*
