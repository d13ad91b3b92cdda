; A silent rollout: `Vestibule-….exe /S /SETTINGS="\\server\share\settings.json" /CREDENTIALS="\\server\share\desk-12.json"` lays both
; files where the desk takes them at its first start, checks them, and keeps the token in the system's key store
; (electron/desktop/rollout.ts). A file that cannot be had ends the installer with code 3: whoever rolls out has to hear of it.
!include FileFunc.nsh

; The quotes may stand round the path or round the whole option, as PowerShell writes it; FileFunc's GetOptions passes over the second.
!macro takeAlong option file
  StrLen $R2 "/${option}="
  StrCpy $R3 0
  ${Do}
    StrCpy $R1 $R0 $R2 $R3
    ${If} $R1 == "/${option}="
    ${OrIf} $R1 == ""
      ${ExitDo}
    ${EndIf}
    IntOp $R3 $R3 + 1
  ${Loop}
  ${If} $R1 != ""
    StrCpy $R5 " "
    IntOp $R4 $R3 - 1
    StrCpy $R4 $R0 1 $R4
    ${If} $R4 == '"'
      StrCpy $R5 '"'
    ${EndIf}
    IntOp $R3 $R3 + $R2
    StrCpy $R4 $R0 1 $R3
    ${If} $R4 == '"'
      StrCpy $R5 '"'
      IntOp $R3 $R3 + 1
    ${EndIf}
    StrCpy $R1 ""
    ${Do}
      StrCpy $R4 $R0 1 $R3
      ${If} $R4 == $R5
      ${OrIf} $R4 == ""
        ${ExitDo}
      ${EndIf}
      StrCpy $R1 "$R1$R4"
      IntOp $R3 $R3 + 1
    ${Loop}
    CreateDirectory "$APPDATA\${APP_PACKAGE_NAME}\rollout"
    ClearErrors
    CopyFiles /SILENT "$R1" "$APPDATA\${APP_PACKAGE_NAME}\rollout\${file}"
    ${If} ${Errors}
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
!macroend

!macro customInstall
  ${GetParameters} $R0
  ; So that something stands before the first option.
  StrCpy $R0 " $R0"
  !insertmacro takeAlong "SETTINGS" "settings.json"
  !insertmacro takeAlong "CREDENTIALS" "credentials.json"
!macroend
