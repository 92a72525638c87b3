using System.Text;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>CP932, the encoding of Japanese files.</summary>
internal static class JapaneseText
{
    /// <summary>CP932 that refuses bytes that are none of it.</summary>
    public static Encoding Strict { get; } = CodePagesEncodingProvider.Instance.GetEncoding(
        932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
