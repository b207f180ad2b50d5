; What all shifts of a shared PC use together: the policy's folder, which users may read, and in it the data dir, which they may write.
; Groups by their ids, since their names are translated: S-1-5-18 the system, S-1-5-32-544 administrators, S-1-5-32-545 users.
; There is no customUnInstall: policy, settings and logs stay.
!macro customInstall
  ReadEnvStr $0 ProgramData
  CreateDirectory "$0\MTX Watch\data"
  nsExec::ExecToLog 'icacls "$0\MTX Watch" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $1
  nsExec::ExecToLog 'icacls "$0\MTX Watch\data" /grant:r *S-1-5-32-545:(OI)(CI)M'
  Pop $1
!macroend
