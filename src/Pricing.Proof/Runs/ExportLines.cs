using System.Text.Json;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Values;

namespace Pricing.Proof.Runs;

/// <summary>The values of a run's export, one after the other. They are put into a temporary file, since there may be millions.</summary>
internal sealed class ExportLines : IAsyncDisposable
{
    private readonly FileStream file;
    private readonly StreamReader reader;

    private ExportLines(FileStream file) => (this.file, reader) = (file, new(file));

    /// <summary>Reads an export.</summary>
    /// <param name="exports">The exports.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="Pipeline.Storage.DamagedContentException">A value of it does not match its hash, or values are missing.</exception>
    public static async Task<ExportLines> ReadAsync(ExportStore exports, RunRecord run, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        try
        {
            await exports.CopyToAsync(run, file, cancellationToken);
            file.Position = 0;
            return new(file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next values.</summary>
    /// <param name="count">How many; fewer at the end.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<List<ValueRecord>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var values = new List<ValueRecord>(count);
        while (values.Count < count && await reader.ReadLineAsync(cancellationToken) is { } line)
            values.Add(JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord)!);
        return values;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await file.DisposeAsync();
    }
}
