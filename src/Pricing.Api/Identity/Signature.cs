using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Api.Identity;

/// <summary>Why a record is changed, and who asks, as it is sent.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asks, where nobody signed in.</param>
internal sealed record Signature(
    [property: Description("Why; stored with what it changes.")] string Reason,
    [property: Description("Who asks; stored as unverified. Of somebody who signed in it may be left out, and is the name of the sign-in.")] string? AskedBy = null);

/// <summary>Why a record is changed, and who asks; both are stored.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">Who asks.</param>
internal sealed record Signed(string Reason, Person By)
{
    private const string ReasonField = "reason";
    private const string NameField = "askedBy";

    /// <summary>The fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = [ReasonField, NameField];

    /// <summary>Reads the body of a request that has nothing else to say.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Why and who, or everything that is wrong with it.</returns>
    public static Task<Outcome<Signed>> ReadAsync(HttpRequest body, CancellationToken cancellationToken) =>
        StatedBody.ReadAsync(body, Fields, fields => Read(fields, body.HttpContext.Caller()), cancellationToken);

    /// <summary>Reads a request that has nothing else to say.</summary>
    /// <param name="body">The JSON object.</param>
    /// <param name="caller">Who sent it.</param>
    /// <returns>Why and who, or everything that is wrong with it.</returns>
    public static Outcome<Signed> Read(JsonElement body, Caller caller) => StatedBody.Read(body, Fields, fields => Read(fields, caller));

    /// <summary>Reads it as a part of a request.</summary>
    /// <param name="fields">The request's fields, where failures are noted.</param>
    /// <param name="caller">Who sent it.</param>
    public static Signed Read(RequestFields fields, Caller caller) =>
        new(Limited(fields, ReasonField, TypedText.LongestReason), ByOf(fields, caller));

    private static Person ByOf(RequestFields fields, Caller caller)
    {
        if (!caller.Who.IsVerified) return Person.Typed(Limited(fields, NameField, TypedText.LongestName));

        if (fields.OptionalText(NameField) is { } typed && caller.Against(typed) is { } reason) fields.Fail(NameField, typed, reason);
        return caller.Who;
    }

    private static string Limited(RequestFields fields, string name, int longest)
    {
        var text = fields.Text(name);
        if (TypedText.AgainstLine(text, longest) is { } reason) fields.Fail(name, text[..Math.Min(text.Length, longest)], reason);
        return text;
    }
}
