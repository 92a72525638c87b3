using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Pricing.Api.Queries;

/// <summary>
/// Where a page of a list ended, as it stands in an address: the parts of a key, one a line, in Base64 of their UTF-8. Two names
/// of 200 characters each and some more fit into a parameter.
/// </summary>
internal static class Cursor
{
    private const char Separator = '\n';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a cursor.</summary>
    /// <param name="parts">The parts; none holds a control character.</param>
    public static string Write(params IReadOnlyList<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts)));

    /// <summary>A date as a part that sorts as text.</summary>
    /// <param name="date">The date.</param>
    public static string Part(DateOnly date) => DateText.Of(date);

    /// <summary>An instant as a part that sorts as text.</summary>
    /// <param name="instant">The instant.</param>
    public static string Part(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A whole number as a part that sorts as text.</summary>
    /// <param name="number">The number, not below 0.</param>
    public static string Part(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Reads a cursor.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its parts; null where the text is no cursor.</returns>
    public static string[]? Read(string text)
    {
        try
        {
            return Strict.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        }
        catch (Exception none) when (none is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
