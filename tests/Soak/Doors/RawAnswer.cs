using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Soak.Doors;

/// <summary>An answer as it was read from the connection.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, without chunks.</param>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, byte[] Body)
{
    private const int MostHead = 64 << 10;

    /// <summary>Whether the connection ends with it.</summary>
    public bool IsLast => Headers["Connection"].Contains("close", StringComparer.OrdinalIgnoreCase);

    /// <summary>It, as a client has it.</summary>
    public HttpResponseMessage ToMessage()
    {
        var message = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        if (Headers["Content-Type"].FirstOrDefault() is { } type) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var encoding in Headers["Content-Encoding"]) message.Content.Headers.ContentEncoding.Add(encoding);
        return message;
    }

    /// <summary>Reads one; what says only that the request may go on is passed over.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="isHead">Whether no body follows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The answer; null where the connection ended before one began.</returns>
    /// <exception cref="InvalidDataException">It is no answer of HTTP/1.1.</exception>
    public static async Task<RawAnswer?> ReadAsync(BufferedStream stream, bool isHead, CancellationToken cancellationToken)
    {
        while (await LinesAsync(stream, cancellationToken) is { } lines)
        {
            if (lines is not [var first, .. var rest] || !first.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || !int.TryParse(first.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                throw new InvalidDataException($"no answer: {lines.FirstOrDefault()}");
            if (status < 200) continue;

            var headers = rest.Select(line => line.Split(": ", 2)).ToLookup(parts => parts[0], parts => parts.Length == 2 ? parts[1] : "", StringComparer.OrdinalIgnoreCase);
            return new(status, headers, await BodyAsync(stream, status, headers, isHead, cancellationToken));
        }

        return null;
    }

    private static async Task<byte[]> BodyAsync(BufferedStream stream, int status, ILookup<string, string> headers, bool isHead, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (isHead || status is 204 or 304) return [];
        if (headers["Transfer-Encoding"].Contains("chunked"))
        {
            while (int.Parse(await LineAsync(stream, cancellationToken) ?? throw new InvalidDataException("no chunk"), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
            {
                await ExactlyAsync(stream, body, length, cancellationToken);
                await LineAsync(stream, cancellationToken);
            }

            await LineAsync(stream, cancellationToken);
        }
        else if (headers["Content-Length"].FirstOrDefault() is { } length)
        {
            await ExactlyAsync(stream, body, int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }
        else
        {
            await stream.CopyToAsync(body, cancellationToken);
        }

        return body.ToArray();
    }

    private static async Task ExactlyAsync(BufferedStream stream, MemoryStream body, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        body.Write(bytes);
    }

    private static async Task<List<string>?> LinesAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await LineAsync(stream, cancellationToken) is { } line)
        {
            if (line.Length == 0) return lines;
            lines.Add(line);
        }

        return lines.Count == 0 ? null : throw new InvalidDataException("a head without an end");
    }

    private static async Task<string?> LineAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n' && line is [.., (byte)'\r']) return Encoding.Latin1.GetString([.. line[..^1]]);
            if (line.Count > MostHead) throw new InvalidDataException("a line without an end");
            line.Add(one[0]);
        }

        return line.Count == 0 ? null : throw new InvalidDataException("a line that is cut off");
    }
}
