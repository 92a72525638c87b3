using System.Diagnostics;
using System.Globalization;

namespace Soak.Fuzz;

/// <summary>Files that mean no good: declared failures only, in bounded memory and time.</summary>
internal static class FuzzSoak
{
    private const long MostMemory = 300_000_000;
    private const ulong MostHeap = 180_000_000;
    private const int Shown = 10;
    private const int Told = 50_000;
    private const int BombsEach = 3;
    private const long Step = 20_000_000;

    /// <summary>The console command: <c>fuzz --files N --seed N --first N</c>.</summary>
    /// <param name="files">How many files.</param>
    /// <param name="seed">From where the draw goes.</param>
    /// <param name="first">The number of the first file, to try one again.</param>
    /// <returns>The exit code: 0 where there were declared failures only, and no more memory was held than is allowed.</returns>
    public static async Task<int> RunAsync(int files, int seed, int first)
    {
        var wrong = await FilesAsync(files, seed, first);
        var memory = Memory();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"files: at most {memory / 1_000_000} MB held, {MostMemory / 1_000_000} MB allowed, with a heap of at most {MostHeap / 1_000_000} MB"));
        return wrong == 0 && memory <= MostMemory ? 0 : 1;
    }

    private static async Task<int> FilesAsync(int count, int seed, int first)
    {
        using var bombs = new Bombs();
        var fuzz = new FileFuzz(seed, bombs);
        var (wrong, started) = (0, Stopwatch.GetTimestamp());
        ForgetPeak();
        LimitHeap();
        var memory = Memory();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{memory / 1_000_000} MB held at the start"));
        var ofBombs = first == 0 ? BombsEach * bombs.Count : 0;
        foreach (var number in Enumerable.Range(1, ofBombs).Select(place => -place).Concat(Enumerable.Range(first, count)))
        {
            if (await fuzz.RunAsync(number) is var (what, content) && wrong++ < Shown)
            {
                var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fuzz-{seed}-{number}.bin"));
                await File.WriteAllBytesAsync(path, content);
                Console.WriteLine($"{path}: {what}");
            }

            if (Memory() > memory + Step)
            {
                memory = Memory();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{memory / 1_000_000} MB held after {fuzz.Last}"));
            }

            if (number >= 0 && (number - first) % Told == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number - first:N0} files, {wrong} wrong, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {Memory() / 1_000_000} MB"));
        }

        foreach (var ((how, outcome), times) in fuzz.Tally) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{how}: {times:N0} {outcome}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{fuzz.Tally.Values.Sum():N0} files of seed {seed} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {wrong:N0} otherwise than declared; the slowest took {fuzz.Slowest.Time.TotalSeconds:0.0} s ({fuzz.Slowest.What})"));
        return wrong;
    }

    // Garbage that could be collected and was not yet is no memory that a file costs: what is needed must go into this much.
    private static void LimitHeap()
    {
        AppContext.SetData("GCHeapHardLimit", MostHeap);
        GC.RefreshMemoryLimit();
    }

    // Whoever sends a bomb makes it elsewhere, so the making is not counted. Where the system cannot forget, it is.
    private static void ForgetPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception other) when (other is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine("the memory that the making of the bombs took is counted too");
        }
    }

    // The most bytes that the process ever held.
    private static long Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
