using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pricing.Api.Descriptions;

/// <summary>
/// Makes descriptions of comments of the code: what a comment refers to is called by its name in the answers, and not by its type and
/// member.
/// </summary>
internal static partial class PlainWords
{
    /// <summary>The description without names of the code.</summary>
    /// <param name="comment">The comment; null where there is none.</param>
    public static string? Of(string? comment) => comment is null
        ? null
        : Reference().Replace(comment, static found =>
            SchemaWords.Name($"{found.Groups["type"].Value}.{found.Groups["member"].Value}")
            ?? JsonNamingPolicy.CamelCase.ConvertName(found.Groups["member"].Value));

    // A reference comes with the type of what it refers to: double? ValueRecord.UnroundedPerShare.
    [GeneratedRegex(@"(?:\b(?:string|double|decimal|int|long|bool|[A-Z]\w*)(?:(?:<|&lt;)\w+(?:>|&gt;))?\??\s)?\b(?<type>[A-Z]\w*)\.(?<member>[A-Z]\w*)\b")]
    private static partial Regex Reference();
}
