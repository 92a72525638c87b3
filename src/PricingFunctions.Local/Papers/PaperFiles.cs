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
    public async Task<int> SaveAsync(
        IReadOnlyList<PaperOrder> orders, string? stated, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(stated) ?? "";
        var partial = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            foreach (var (index, order) in orders.Index())
            {
                Outcome<string> written;
                await using (var file = File.Create(partial)) written = await write(order, file, cancellationToken);
                if (!written.TryGet(out var name))
                {
                    foreach (var failure in written.Failures) await Console.Error.WriteLineAsync(failure.ToString());
                    if (order.MayBeMissing) continue;
                    return ExitCode.NotComputed;
                }

                var path = index == 0 && stated is not null ? stated : Path.Combine(folder, name);
                File.Move(partial, path, overwrite: true);
                await output.WriteLineAsync(path);
            }

            return ExitCode.Success;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"The paper cannot be written: {refused.Message}");
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
