using Pricing;

namespace PricingFunctions.Local.Papers;

/// <summary>Puts papers into files: each is whole under its name, or not there.</summary>
/// <param name="write">Writes a paper and gives its name, or says why there is none.</param>
/// <param name="output">Where the names of the files are told.</param>
internal sealed class PaperFiles(
    Func<PaperOrder, Stream, CancellationToken, Task<Outcome<string>>> write, TextWriter output)
{
    /// <summary>Writes papers.</summary>
    /// <param name="orders">Which; the first one's file bears the path that was stated, the others lie beside it.</param>
    /// <param name="stated">The file that was stated; null for the papers' own names in the working folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">A file cannot be written.</exception>
    public Task<int> SaveAsync(
        IReadOnlyList<PaperOrder> orders, string? stated, CancellationToken cancellationToken) => OutputFile.SayAsync("The paper", async () =>
    {
        var folder = Path.GetDirectoryName(stated) ?? "";
        foreach (var (index, order) in orders.Index())
        {
            IReadOnlyList<Failure> failures = [];
            var path = await OutputFile.WriteWholeAsync(
                folder,
                async file =>
                {
                    var written = await write(order, file, cancellationToken);
                    if (written.TryGet(out var name)) return index == 0 && stated is not null ? stated : Path.Combine(folder, name);

                    failures = written.Failures;
                    return null;
                },
                overwrite: true);
            if (path is not null)
            {
                await output.WriteLineAsync(path);
                continue;
            }

            foreach (var failure in failures) await Console.Error.WriteLineAsync(failure.ToString());
            if (!order.MayBeMissing) return ExitCode.NotComputed;
        }

        return ExitCode.Success;
    });
}
