using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Forum.Tests.Support;

/// <summary>
/// The CPU time of the current thread, so that a limit for an algorithm holds on a busy machine too. Linux measures it
/// per thread (<c>clock_gettime</c>); elsewhere, wall-clock time is used.
/// </summary>
internal static class ThreadTime
{
    private const int ThreadClock = 3;

    public static TimeSpan Now() => OperatingSystem.IsLinux() && GetTime(ThreadClock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
