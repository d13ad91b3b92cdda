; A silent rollout: `Vestibule.exe /S /SETTINGS="\\server\share\settings.json" /CREDENTIALS="\\server\share\desk-12.json"` lays both
; files where the desk takes them at its first start, checks them, and keeps the token in the system's key store
; (electron/desktop/rollout.ts).
!include FileFunc.nsh

!macro takeAlong option file
  ${GetOptions} $R0 "/${option}=" $R1
  ${IfNot} ${Errors}
    CreateDirectory "$APPDATA\${APP_PACKAGE_NAME}\rollout"
    ClearErrors
    CopyFiles /SILENT "$R1" "$APPDATA\${APP_PACKAGE_NAME}\rollout\${file}"
    ${If} ${Errors}
      ; Installed all the same would be a desk that waits for somebody to set it up; a rollout has to hear of it.
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
  ClearErrors
!macroend

!macro customInstall
  ${GetParameters} $R0
  ClearErrors
  !insertmacro takeAlong "SETTINGS" "settings.json"
  !insertmacro takeAlong "CREDENTIALS" "credentials.json"
!macroend
