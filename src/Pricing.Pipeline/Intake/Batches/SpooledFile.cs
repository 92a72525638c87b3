namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Puts a stream that can be read only once into a temporary file, which goes with its closing.</summary>
internal static class SpooledFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The same bytes, in a stream that can seek.</returns>
    public static async Task<Stream> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                BufferSize = BufferSize,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            });
        try
        {
            await content.CopyToAsync(file, cancellationToken);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
