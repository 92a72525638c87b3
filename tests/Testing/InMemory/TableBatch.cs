using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using static Testing.InMemory.InMemoryHandler;

namespace Testing.InMemory;

/// <summary>A transaction: all of its writes take effect, or none.</summary>
internal static partial class TableBatch
{
    private const string Inner = "changesetresponse";
    private const string Outer = "batchresponse";

    /// <summary>Answers one write.</summary>
    public delegate HttpResponseMessage Answering(string method, string what, Dictionary<string, string> query, string? etag, byte[] body);

    /// <summary>Answers a transaction.</summary>
    /// <param name="body">Its parts.</param>
    /// <param name="answer">Answers one.</param>
    /// <param name="undo">Takes back what was answered.</param>
    public static HttpResponseMessage Answer(byte[] body, Answering answer, Action undo)
    {
        var writes = Writes(Encoding.UTF8.GetString(body)).ToList();
        var answers = new StringBuilder();
        foreach (var (number, write) in writes.Index())
        {
            using var one = answer(write.Method, Uri.UnescapeDataString(write.Address.AbsolutePath.Split('/', 3)[2]), Query(write.Address), write.ETag, write.Body);
            if (!one.IsSuccessStatusCode)
            {
                undo();
                return Whole(Part(one.StatusCode, etag: null, Refusal(one, number)));
            }

            answers.Append(Part(one.StatusCode, one.Headers.TryGetValues("ETag", out var etags) ? etags.First() : null, ""));
        }

        return Whole(answers.ToString());
    }

    /// <summary>The writes of a transaction.</summary>
    public static IEnumerable<(string Method, Uri Address, string? ETag, byte[] Body)> Writes(string text)
    {
        foreach (Match start in RequestLine().Matches(text))
        {
            var rest = text[(start.Index + start.Length)..];
            var headers = rest[..rest.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            var content = rest[(headers.Length + 4)..];
            var end = content.IndexOf("\r\n--changeset", StringComparison.Ordinal);
            if (content.StartsWith("--changeset", StringComparison.Ordinal)) end = 0;
            var etag = ETagLine().Match(headers);
            yield return (
                start.Groups[1].Value, new(start.Groups[2].Value), etag.Success ? etag.Groups[1].Value.Trim() : null, Encoding.UTF8.GetBytes(content[..end]));
        }
    }

    [GeneratedRegex(@"^(POST|PUT|PATCH|DELETE) (\S+) HTTP/1\.1\r?$", RegexOptions.Multiline)]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"^If-Match: (.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ETagLine();

    private static string Refusal(HttpResponseMessage one, int number)
    {
        var code = one.Headers.GetValues("x-ms-error-code").First();
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"{{number}}:{{code}}"} } }""");
    }

    private static string Part(HttpStatusCode status, string? etag, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"--{Inner}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {(int)status} {status}\r\n{(etag is null ? "" : $"ETag: {etag}\r\n")}Content-Type: application/json\r\n\r\n{body}\r\n");

    private static HttpResponseMessage Whole(string parts) => Reply(
        HttpStatusCode.Accepted,
        Bytes($"--{Outer}\r\nContent-Type: multipart/mixed; boundary={Inner}\r\n\r\n{parts}--{Inner}--\r\n--{Outer}--\r\n"),
        $"multipart/mixed; boundary={Outer}");
}
