using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Api.Files;

/// <summary>Reads what the sender of a file says of it: the parameters of the address, and the name in Content-Disposition.</summary>
internal static class FileRequest
{
    private const string Unnamed = "unnamed";
    private const int LongestName = 500;
    private const int LongestReason = 200;

    /// <summary>The parameters of the address.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        Query.Word("kind", "What the file holds; found from its header where it is not stated.", "grants", [.. FileKindWords.All.Keys]),
        Query.Text("code", "The share of a file whose rows name none.", "3774"),
        Query.Flag("replace", "Whether what differs from what is stored replaces it; needs a reason."),
        Query.Text("reason", "Why it replaces what is stored.", "the exchange corrected the close") with { MaximumLength = LongestReason },
        Query.Word("origin", "synthetic where the figures are made up.", "synthetic", "synthetic"),
        Query.Text("name", "The file's name; else that of Content-Disposition.", "grants.csv") with { MaximumLength = LongestName },
        Query.Text("who", "Who sends it; stored with the file.", "finance") with { MaximumLength = LongestName },
    ];

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What its sender says, or everything that is wrong with a parameter.</returns>
    public static Outcome<SentFile> Read(HttpRequest request)
    {
        var given = request.Query.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var fields = new RequestFields(given.GetValueOrDefault);
        fields.Failures.AddRange(JsonBody.Unknown(given, [.. Parameters.Select(parameter => parameter.Name)]));
        var sent = new SentFile
        {
            Door = SentFile.HttpDoor,
            Name = Name(Limited(fields, "name", LongestName) ?? Disposition(request)),
            Kind = Kind(fields),
            Code = Code(fields),
            Replace = Flag(fields, "replace"),
            IsSynthetic = IsSynthetic(fields),
            Reason = Limited(fields, "reason", LongestReason),
            Who = Limited(fields, "who", LongestName) ?? "",
        };
        return fields.Failures.Count == 0 ? sent : fields.Failures;
    }

    /// <summary>What does not go together, though each parameter is right by itself.</summary>
    /// <param name="sent">What the sender says.</param>
    public static IReadOnlyList<Failure> Contradictions(SentFile sent)
    {
        var failures = new List<Failure>();
        if (sent.Replace && sent.Reason is null) failures.Add(new(ReasonCode.InvalidField, "reason", "", "is missing beside replace"));
        if (sent is { Code: { } code, Kind: { } kind } && !kind.IsOfShares())
            failures.Add(new(ReasonCode.InvalidField, "code", code, $"names the share of a file; the rows of {kind.Word()} name their own"));
        return failures;
    }

    private static FileKind? Kind(RequestFields fields)
    {
        if (fields.OptionalText("kind") is not { } word) return null;
        if (FileKindWords.All.TryGetValue(word, out var kind)) return kind;

        fields.Fail("kind", word, $"must be one of {string.Join(", ", FileKindWords.All.Keys)}");
        return null;
    }

    private static string? Code(RequestFields fields)
    {
        if (fields.OptionalText("code") is not { } text) return null;

        var read = SecurityCode.Parse(text);
        if (read.TryGet(out var code)) return code;
        fields.Failures.AddRange(read.Failures.Select(failure => failure with { Field = "code", Value = text }));
        return null;
    }

    private static bool Flag(RequestFields fields, string name)
    {
        if (fields.OptionalText(name) is not { } text) return false;
        if (bool.TryParse(text, out var flag)) return flag;

        fields.Fail(name, text, "must be true or false");
        return false;
    }

    private static bool IsSynthetic(RequestFields fields)
    {
        const string name = "origin", word = "synthetic";
        if (fields.OptionalText(name) is not { } text) return false;
        if (text.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;

        fields.Fail(name, text, $"must be {word}, or left out");
        return false;
    }

    private static string? Limited(RequestFields fields, string name, int longest)
    {
        var text = fields.OptionalText(name);
        if (text?.Length > longest) fields.Fail(name, text[..longest], $"is longer than {longest} characters");
        return text;
    }

    private static string? Disposition(HttpRequest request) =>
        ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition, out var disposition)
            ? disposition.FileNameStar ?? disposition.FileName?.Trim('"')
            : null;

    // A name that was sent with its folders is the name behind the last of them; of an encoded one any character may come.
    private static string Name(string? text)
    {
        var name = string.Concat((text?[(text.LastIndexOfAny(['/', '\\']) + 1)..] ?? "").Where(character => !char.IsControl(character))).Trim();
        return name.Length == 0 ? Unnamed : name[..Math.Min(name.Length, LongestName)];
    }
}
