using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Requests;

/// <summary>The body of a request, in memory that goes back where it came from.</summary>
internal sealed class ReadBody : IDisposable
{
    private const int FirstSize = 4096;

    private byte[] buffer;
    private int length;

    private ReadBody(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads a body that is text in UTF-8. How large it may be, the route says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The body, or why it is none.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large, broken off, or not sent as HTTP sends bodies.</exception>
    public static async Task<Outcome<ReadBody>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new ReadBody((int)Math.Clamp(request.ContentLength + 1 ?? FirstSize, FirstSize, BodyLimit.Large.MaxRequestBodySize!.Value));
        try
        {
            await body.FillAsync(request.Body, cancellationToken);

            // Text that is no UTF-8 passes the parser and would fail wherever it is read first.
            if (Utf8.IsValid(body.Bytes.Span)) return body;

            body.Dispose();
            return new Failure(ReasonCode.InvalidField, "body", "", "is not JSON in UTF-8");
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The failure of a body that is no JSON.</summary>
    public static Failure NoJson { get; } = new(ReasonCode.InvalidField, "body", "", "is not JSON");

    /// <summary>Parses the body; the document stands on its memory.</summary>
    /// <returns>The document, or why there is none.</returns>
    public Outcome<JsonDocument> Parse() => Parse(Bytes);

    /// <summary>Parses a body; the document stands on its memory.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The document, or why there is none.</returns>
    public static Outcome<JsonDocument> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return NoJson;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = ([], 0);
    }

    private async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length < buffer.Length) continue;

            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }
}
