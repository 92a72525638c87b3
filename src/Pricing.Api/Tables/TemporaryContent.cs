using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pricing.Api.Tables;

/// <summary>Workbooks that may be more than memory should hold, until they are sent.</summary>
internal static class TemporaryContent
{
    private const int Buffer = 65_536;

    /// <summary>Answers with a workbook.</summary>
    /// <param name="write">Writes it. What compresses it does not always write asynchronously, which the server asks for.</param>
    /// <param name="name">The name of the file.</param>
    public static async Task<FileStreamHttpResult> AnswerAsync(Func<Stream, Task> write, string name)
    {
        var content = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await write(content);
            content.Position = 0;
            return TypedResults.Stream(content, AnswerFormat.Excel.MediaType, name);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }
}
