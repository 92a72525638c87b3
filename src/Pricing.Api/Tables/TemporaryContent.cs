using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pricing.Api.Tables;

/// <summary>Files that may be more than memory should hold, until they are sent: made first, so that none is sent in part.</summary>
internal static class TemporaryContent
{
    private const int Buffer = 65_536;

    /// <summary>Answers with a file.</summary>
    /// <param name="write">Writes it. What compresses it does not always write asynchronously, which the server asks for.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="mediaType">Its media type; a workbook's where it is not given.</param>
    public static async Task<FileStreamHttpResult> AnswerAsync(Func<Stream, Task> write, string name, string? mediaType = null)
    {
        var content = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await write(content);
            content.Position = 0;
            return TypedResults.Stream(content, mediaType ?? AnswerFormat.Excel.MediaType, name);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }
}
