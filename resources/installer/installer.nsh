; What all shifts of a shared PC use together: the policy's folder, which users may read, and in it the data dir, which they may write.
; Groups by their ids, since their names are translated: S-1-5-18 the system, S-1-5-32-544 administrators, S-1-5-32-545 users.
; Policy, settings and logs stay when the program is removed. Whoever made the folder before is not its owner any more, who could give it away again.
; Windows' own program by its path: else one of that name beside the installer would run, with an administrator's rights.
!macro customInstall
  ReadEnvStr $0 ProgramData
  CreateDirectory "$0\MTX Watch\data"
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$0\MTX Watch" /setowner *S-1-5-32-544'
  Pop $1
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$0\MTX Watch" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $1
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$0\MTX Watch\data" /grant:r *S-1-5-32-545:(OI)(CI)M'
  Pop $1

  ; /KIOSK: the wall from the start of the PC on. A refusal makes the installer end with 3; the program is installed then all the same.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/KIOSK" $1
  ${IfNot} ${Errors}
    !insertmacro setKiosk on
    ${If} $1 != 0
      SetErrorLevel 3
    ${EndIf}
  ${EndIf}
!macroend

; A PC whose program goes asks for a login as before. An update removes the old version, too, and changes nothing.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    !insertmacro setKiosk off
  ${EndIf}
!macroend

; on or off; $1 gets the script's exit code. The 64-bit PowerShell: WMI's bridge to device management is not there for 32 bits.
!macro setKiosk ACTION
  ${DisableX64FSRedirection}
  nsExec::ExecToLog '"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\kiosk\mtx-watch-kiosk.ps1" ${ACTION}'
  Pop $1
  ${EnableX64FSRedirection}
!macroend
