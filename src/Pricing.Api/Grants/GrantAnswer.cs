using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Grants;

/// <summary>A page of grants.</summary>
/// <param name="Grants">The grants, by issuer, partition and id.</param>
/// <param name="Next">Where the next page is; null where there is none.</param>
internal sealed record GrantList(IReadOnlyList<GrantLine> Grants, string? Next);

/// <summary>All that is stored of a grant.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version of its terms.</param>
/// <param name="Terms">The terms, each field of the batch format that is stated.</param>
/// <param name="GrantDate">The grant-date value.</param>
/// <param name="Versions">The versions of the terms, the last one first.</param>
/// <param name="Life">Its events with what they came to, its holders, and the lapses that are due.</param>
internal sealed record GrantAnswer(
    string Issuer,
    string GrantId,
    int Version,
    IReadOnlyDictionary<string, string> Terms,
    GrantDateAnswer GrantDate,
    IReadOnlyList<TermsVersion> Versions,
    GrantLife Life);

/// <summary>The grant-date value of a grant.</summary>
/// <param name="Date">The grant date.</param>
/// <param name="Status">Where the value stands.</param>
/// <param name="Value">The newest version of the value; null where none is stored.</param>
internal sealed record GrantDateAnswer(DateOnly Date, GrantDateStatus Status, ValueRecord? Value);

/// <summary>One version of a grant's terms.</summary>
/// <param name="Version">The version, from 1.</param>
/// <param name="TermsHash">The hash of the terms.</param>
/// <param name="StoredAt">When it was stored, UTC.</param>
/// <param name="AmendReason">Why it took the place of the one before; null for the first.</param>
/// <param name="InForceFrom">Of a change of terms, from which day on it is in force; null where it corrects the terms.</param>
/// <param name="Terms">Its terms, each field that is stated.</param>
/// <param name="Source">The file and the row it came from.</param>
internal sealed record TermsVersion(
    int Version,
    string TermsHash,
    DateTimeOffset StoredAt,
    string? AmendReason,
    DateOnly? InForceFrom,
    IReadOnlyDictionary<string, string> Terms,
    SourceAnswer Source);

/// <summary>The file and the row that something came from.</summary>
/// <param name="File">The file's identity: <c>/api/files/{id}</c>.</param>
/// <param name="Line">The row of the file.</param>
/// <param name="Name">The name under which the file came; null where that is not kept.</param>
/// <param name="ReceivedAt">When it came, UTC; null where that is not kept.</param>
/// <param name="Who">Who sent it; null where that is not known.</param>
/// <param name="WhoIdentity">What vouches for that name; null where that is not known.</param>
internal sealed record SourceAnswer(string File, int Line, string? Name, DateTimeOffset? ReceivedAt, string? Who, string? WhoIdentity);

/// <summary>The values of a grant.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="GrantDate">The grant-date value, whichever values are asked for.</param>
/// <param name="Values">The values: newest measurement date first, of each date the highest version first.</param>
/// <param name="Next">Where the next page is; null where there is none.</param>
internal sealed record GrantValues(
    string Issuer, string GrantId, GrantDateAnswer GrantDate, IReadOnlyList<ValueRecord> Values, string? Next);
