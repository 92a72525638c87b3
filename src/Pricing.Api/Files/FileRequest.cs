using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Api.Files;

/// <summary>Reads what the sender of a file says of it: the parameters of the address, and the name in Content-Disposition.</summary>
internal static class FileRequest
{
    private const string Unnamed = "unnamed";
    private const int LongestName = 500;

    private static readonly QueryParameter Kind = Query.Word("kind", "What the file holds; found from its header where it is not stated.", "grants", [.. FileKindWords.All.Keys]);

    private static readonly QueryParameter Code = Query.Text(
        KnownQuery.Key, "The share of a file whose rows name none. The host's key comes in the header.", "3774") with
    {
        // What stands here may be a key of the host, sent where it is not read; it is repeated to nobody.
        Against = static (text, _) => [.. SecurityCode.Parse(text).Failures.Select(failure => failure with { Field = KnownQuery.Key, Value = "" })],
    };

    private static readonly QueryParameter Replace = Query.Flag("replace", "Whether what differs from what is stored replaces it; needs a reason.");
    private static readonly QueryParameter Reason = Query.Text("reason", "Why it replaces what is stored.", "the exchange corrected the close") with { MaximumLength = TypedText.LongestReason };
    private static readonly QueryParameter Origin = Query.Word("origin", "synthetic where the figures are made up.", "synthetic", "synthetic");
    private static readonly QueryParameter FileName = Query.Text("name", "The file's name; else that of Content-Disposition.", "grants.csv") with { MaximumLength = LongestName, IsNameOfFile = true };
    private static readonly QueryParameter Who = Query.Text("who", "Who sends it; stored with the file as unverified. Of somebody who signed in it may be left out.", "finance") with { MaximumLength = LongestName };

    /// <summary>The parameters of the address.</summary>
    public static KnownQuery Parameters { get; } = new([Kind, Code, Replace, Reason, Origin, FileName, Who]) { IsReadByRoute = true };

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What its sender says, or everything that is wrong with a parameter.</returns>
    public static Outcome<SentFile> Read(HttpRequest request)
    {
        var read = Parameters.Read(request.Query, request.HttpContext.RequestServices);
        if (!read.TryGet(out var asked)) return read.Failures.ToList();

        var caller = request.HttpContext.Caller();
        if (asked.Text(Who) is { } typed && caller.Against(typed) is { } reason) return new Failure(ReasonCode.InvalidField, Who.Name, typed, reason);

        return new SentFile
        {
            Door = SentFile.HttpDoor,
            Name = Name(asked.Text(FileName) ?? Disposition(request)),
            Kind = asked.Text(Kind) is { } kind ? FileKindWords.All[kind] : null,
            Code = asked.Text(Code) is { } share ? SecurityCode.Parse(share).Value : null,
            Replace = asked.Flag(Replace),
            IsSynthetic = asked.Has(Origin),
            Reason = asked.Text(Reason),
            Issuers = FileRecord.Joined(caller.IssuersFor(Act.Prepare)),
            Who = caller.Who.IsVerified ? caller.Who.Name : asked.Text(Who) ?? "",
            WhoIdentity = caller.Who.IsVerified ? caller.Who.Identity : asked.Has(Who) ? Person.Unverified : caller.Who.Identity,
        };
    }

    /// <summary>The answer to a sender whose role is limited to issuers, and who sends what is no issuer's.</summary>
    /// <param name="caller">The sender.</param>
    /// <param name="sent">What the sender says.</param>
    /// <returns>The answer; null where it may be sent.</returns>
    public static ProblemHttpResult? Refused(Caller caller, SentFile sent) =>
        sent.Kind is { } kind && !kind.IsOfRows() ? Refusals.NotAllowed(caller, Act.Prepare, []) : null;

    /// <summary>What does not go together, though each parameter is right by itself.</summary>
    /// <param name="sent">What the sender says.</param>
    public static IReadOnlyList<Failure> Contradictions(SentFile sent)
    {
        var failures = new List<Failure>();
        if (sent.Replace && sent.Reason is null) failures.Add(new(ReasonCode.InvalidField, Reason.Name, "", "is missing beside replace"));
        if (sent is { Code: not null, Kind: { } kind } && !kind.IsOfShares())
            failures.Add(new(ReasonCode.InvalidField, Code.Name, "", $"names the share of a file; the rows of {kind.Word()} name their own"));
        return failures;
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
