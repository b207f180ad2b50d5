# mtx-watch-kiosk.ps1 on|off|status: whether this PC shows the wall from its start on, without anybody logging in.
# Windows shows nothing before a login. So it logs an account in by itself that it makes and keeps (Assigned Access, from Windows 10 1809 on, not Home):
# an account without rights, which may run this program and nothing else. Ctrl+Alt+Del leads to the login of others.
#   powershell -ExecutionPolicy Bypass -File mtx-watch-kiosk.ps1 on        as an administrator; holds from the next start of the PC on
# https://learn.microsoft.com/windows/configuration/assigned-access/configuration-file
param([ValidateSet("on", "off", "status")] [string] $Action = "status")
$ErrorActionPreference = "Stop"
$profileId = "{6E1D2F6B-3B0C-4E0B-9C57-0D5E5B7A9C11}"

function Get-Xml {
    $program = [System.Security.SecurityElement]::Escape((Join-Path (Split-Path (Split-Path $PSScriptRoot)) "MTX Watch.exe"))
    # Each knows one of the two only. The layout is empty: the program is started by itself, and nothing else may be.
    $isEleven = [Environment]::OSVersion.Version.Build -ge 22000
    $start = if ($isEleven) { '<v5:StartPins><![CDATA[{"pinnedList":[]}]]></v5:StartPins>' } else { '<StartLayout><![CDATA[<LayoutModificationTemplate xmlns:defaultlayout="http://schemas.microsoft.com/Start/2014/FullDefaultLayout" xmlns:start="http://schemas.microsoft.com/Start/2014/StartLayout" Version="1" xmlns="http://schemas.microsoft.com/Start/2014/LayoutModification"><LayoutOptions StartTileGroupCellWidth="6" /><DefaultLayoutOverride><StartLayoutCollection><defaultlayout:StartLayout GroupCellWidth="6" /></StartLayoutCollection></DefaultLayoutOverride></LayoutModificationTemplate>]]></StartLayout>' }
    return @"
<?xml version="1.0" encoding="utf-8"?>
<AssignedAccessConfiguration xmlns="http://schemas.microsoft.com/AssignedAccess/2017/config" xmlns:rs5="http://schemas.microsoft.com/AssignedAccess/201810/config" xmlns:v5="http://schemas.microsoft.com/AssignedAccess/2022/config">
  <Profiles>
    <Profile Id="$profileId">
      <AllAppsList>
        <AllowedApps>
          <App DesktopAppPath="$program" rs5:AutoLaunch="true" rs5:AutoLaunchArguments="--kiosk" />
        </AllowedApps>
      </AllAppsList>
      $start
      <Taskbar ShowTaskbar="$($isEleven.ToString().ToLower())" />
    </Profile>
  </Profiles>
  <Configs>
    <Config>
      <AutoLogonAccount rs5:DisplayName="MTX Watch" />
      <DefaultProfile Id="$profileId" />
    </Config>
  </Configs>
</AssignedAccessConfiguration>
"@
}

# Only the system itself may read and write this: the script calls itself once more as a task of the system, and ends as that does.
function Invoke-AsSystem {
    $name = "MTX Watch kiosk $([guid]::NewGuid())"
    $arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$PSCommandPath`" $Action"
    $run = New-ScheduledTaskAction -Execute "powershell.exe" -Argument $arguments
    Register-ScheduledTask -TaskName $name -Action $run -User "S-1-5-18" -RunLevel Highest | Out-Null
    try {
        Start-ScheduledTask -TaskName $name
        $never = 267011 # SCHED_S_TASK_HAS_NOT_RUN
        $until = (Get-Date).AddSeconds(60)
        do {
            Start-Sleep -Milliseconds 300
            $result = (Get-ScheduledTaskInfo -TaskName $name).LastTaskResult
            $isOver = (Get-ScheduledTask -TaskName $name).State -eq "Ready" -and $result -ne $never
        } until ($isOver -or (Get-Date) -gt $until)
        if (-not $isOver) { return 4 }
        return $result
    } finally {
        Unregister-ScheduledTask -TaskName $name -Confirm:$false
    }
}

# 0: done, or on. 1: off. 3: another kiosk of somebody else's is set up here, and is left alone.
function Invoke-Here {
    $access = Get-CimInstance -Namespace "root\cimv2\mdm\dmmap" -ClassName "MDM_AssignedAccess"
    $present = [System.Net.WebUtility]::HtmlDecode([string] $access.Configuration)
    $isOurs = $present.IndexOf($profileId, [StringComparison]::OrdinalIgnoreCase) -ge 0
    if ($Action -eq "status") { return [int] (-not $isOurs) }
    if ($Action -eq "off" -and -not $isOurs) { return 0 }
    if ($present -ne "" -and -not $isOurs) { return 3 }
    $access.Configuration = if ($Action -eq "on") { [System.Net.WebUtility]::HtmlEncode((Get-Xml)) } else { $null }
    Set-CimInstance -CimInstance $access
    return 0
}

if ([Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) { exit (Invoke-Here) }
$code = Invoke-AsSystem
switch ($code) {
    0 { if ($Action -eq "status") { "on" } else { "Done: $Action. It holds from the next start of this PC on." } }
    1 { if ($Action -eq "status") { "off" } else { Write-Error "Windows has refused it. Event log: Microsoft-Windows-AssignedAccess" -ErrorAction Continue } }
    3 { Write-Error "This PC has a kiosk (Assigned Access) that somebody else has set up; it is left alone." -ErrorAction Continue }
    default { Write-Error "It did not work out ($code). Windows Home has no Assigned Access. Event log: Microsoft-Windows-AssignedAccess" -ErrorAction Continue }
}
exit $code
