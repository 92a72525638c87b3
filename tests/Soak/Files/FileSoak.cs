using System.Diagnostics;
using System.Globalization;
using Pricing.Files;
using Pricing.Files.Schemas;

namespace Soak.Files;

/// <summary>
/// Made-up files of every kind, form and encoding, of which it is known what they say: the right rows must come back on
/// their true lines, the wrong ones be refused, and nothing else. Every fifth file has bytes damaged: then there may be no
/// other failure than the declared ones, and no row of a file that is not taken.
/// </summary>
internal static class FileSoak
{
    private const int MostShown = 5;
    private const int MostDefects = 100;

    private static readonly DateOnly Today = new(2026, 1, 15);

    /// <summary>Runs it.</summary>
    /// <param name="count">How many files.</param>
    /// <param name="seed">From where the draw goes.</param>
    /// <param name="found">Told of each file that is read otherwise than it was made.</param>
    /// <returns>How many rows were to be read, and how many to be refused.</returns>
    public static async Task<(long Good, long Bad)> RunAsync(int count, int seed, Action<int, byte[], string> found)
    {
        var (good, bad) = (0L, 0L);
        for (var number = 0; number < count; number++)
        {
            var random = new Random(unchecked((seed * 397) ^ (number * 7_919)));
            var file = SoakFile.Draw(random);
            var content = file.Content;
            try
            {
                var request = new TableRequest { Today = Today, Kind = random.Next(2) == 0 || !IsFound(file.Kind) ? file.Kind : null };
                if (random.Next(5) == 0)
                {
                    content = Damage(content, random);
                    await SoakReading.OfAsync(file.Kind, content, request with { Kind = file.Kind });
                }
                else if (Difference(file, await SoakReading.OfAsync(file.Kind, content, request)) is { } difference)
                {
                    found(number, content, $"{file.Kind}: {difference}");
                }

                good += file.Rows.Count(row => row.Said is not null);
                bad += file.Rows.Count(row => row.Said is null);
            }
            catch (Exception undeclared)
            {
                found(number, content, $"{file.Kind}: {undeclared}");
            }
        }

        return (good, bad);
    }

    /// <summary>The console command: <c>files --count N --seed N</c>.</summary>
    /// <param name="count">How many files.</param>
    /// <param name="seed">From where the draw goes.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int count, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        var failed = 0;
        var (good, bad) = await RunAsync(count, seed, (number, content, difference) =>
        {
            if (failed++ >= MostShown) return;
            var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"soak-{seed}-{number}.bin"));
            File.WriteAllBytes(path, content);
            Console.WriteLine($"{path}: {difference}");
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"files: {count:N0} files, {good:N0} rows to be read and {bad:N0} to be refused, {failed:N0} read otherwise, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        return failed == 0 ? 0 : 1;
    }

    // The header of these may be that of another kind too.
    private static bool IsFound(FileKind kind) => kind != FileKind.CorporateActions;

    private static string? Difference(SoakFile file, SoakReading read)
    {
        if (Pricing.Files.Kinds.TableSchemas.Of(file.Kind).IsJudgedByRow)
        {
            var lines = file.Defect is { } at ? [at] : Array.Empty<int>();
            return Between("rows", file.Rows.Select(Shown), read.Rows.Select(Shown)) ?? Between("defects", Shown(lines), Shown(read.Defects));
        }

        var wrong = file.Rows.Where(row => row.Said is null).Select(row => row.Line).Concat(file.Defect is { } end ? [end] : []).ToList();
        var taken = wrong.Count == 0 ? file.Rows : [];
        return Between("rows", taken.Select(row => row.Said!), read.Rows.Select(row => row.Said!))
            ?? Between("defects", Shown(wrong.Take(MostDefects)), Shown(read.Defects));
    }

    private static string? Between(string what, IEnumerable<string> made, IEnumerable<string> read)
    {
        var (left, right) = (made.Order(StringComparer.Ordinal).ToList(), read.Order(StringComparer.Ordinal).ToList());
        return left.SequenceEqual(right) ? null
            : $"{what} only made: {string.Join(" ; ", left.Except(right))}\n  only read: {string.Join(" ; ", right.Except(left))}";
    }

    private static string Shown((int Line, string? Said) row) => string.Create(CultureInfo.InvariantCulture, $"{row.Line}: {row.Said ?? "refused"}");

    private static IEnumerable<string> Shown(IEnumerable<int> lines) => lines.Select(line => line.ToString(CultureInfo.InvariantCulture));

    private static byte[] Damage(byte[] content, Random random)
    {
        var bytes = content.ToList();
        for (var edits = random.Next(1, 5); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(3))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            }
        }

        return [.. bytes];
    }
}
