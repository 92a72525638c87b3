using System.Security.Cryptography;
using System.Text;

namespace Pricing.Pipeline.Files;

/// <summary>What one reading of a whole batch tells before any row is looked at.</summary>
/// <param name="Hash">SHA-256 of the content.</param>
/// <param name="IsUtf8">Whether all of it is UTF-8, so that no later reading fails on a byte.</param>
internal readonly record struct BatchContent(string Hash, bool IsUtf8)
{
    private const int BufferSize = 64 * 1024;

    public static async Task<BatchContent> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[BufferSize];
        var characters = new char[BufferSize + 1];
        var isUtf8 = true;
        int read;
        do
        {
            read = await content.ReadAsync(bytes, cancellationToken);
            hash.AppendData(bytes, 0, read);
            isUtf8 = isUtf8 && Decodes(decoder, bytes.AsSpan(0, read), characters);
        }
        while (read > 0);

        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), isUtf8);
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        try
        {
            decoder.GetChars(bytes, characters, flush: bytes.IsEmpty);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
