@echo off
rem Starts MedSpike Workstation: the window without arguments, else a sub-command. Needs Java 17 or newer in JAVA_HOME
rem or on the PATH. All that is written goes to MEDSPIKE_HOME (default: %USERPROFILE%\.medspike) or where you say.
setlocal
set "APP=%~dp0.."
if not defined MEDSPIKE_HOME set "MEDSPIKE_HOME=%USERPROFILE%\.medspike"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not exist "%MEDSPIKE_HOME%\tmp" mkdir "%MEDSPIKE_HOME%\tmp"
if not exist "%MEDSPIKE_HOME%\tmp" (
  echo MedSpike cannot write to its data folder %MEDSPIKE_HOME%. Set MEDSPIKE_HOME to another folder. 1>&2
  exit /b 1
)
set "DJL_CACHE_DIR=%MEDSPIKE_HOME%\native"
set "DJL_OFFLINE=true"
set "OPT_OUT_TRACKING=true"
rem The engine's kernels use Java's Vector API, which some trimmed runtimes lack; then plain loops and ONNX Runtime work.
set VECTORS=
"%JAVA%" --add-modules jdk.incubator.vector -version >nul 2>&1 && set VECTORS="@%APP%\bin\vectors.options"
"%JAVA%" %VECTORS% -XX:MaxRAMPercentage=40 -XX:+UseParallelGC -XX:MaxNewSize=256m --enable-native-access=ALL-UNNAMED "-Dmedspike.app=%APP%" "-Dmedspike.home=%MEDSPIKE_HOME%" "-Djava.io.tmpdir=%MEDSPIKE_HOME%\tmp" "-Djavafx.cachedir=%MEDSPIKE_HOME%\native\javafx" -Dai.djl.offline=true %MEDSPIKE_JAVA_OPTS% -cp "%APP%\lib\*" org.medspike.app.Launcher %*
