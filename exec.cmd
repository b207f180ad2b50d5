@rem npm runs scripts with cmd.exe on Windows, which has no `exec`. On other systems `exec` lets npm's signals reach the program.
@%*
