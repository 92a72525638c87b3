using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;

namespace Pricing.Api.Identity;

/// <summary>Why the record of the nights is changed, and who asks; both are stored with the run.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asks.</param>
internal sealed record Signature(
    [property: Description("Why; stored with the run.")] string Reason,
    [property: Description("Who asks; stored with the run.")] string AskedBy)
{
    // A run travels whole between an orchestration and its activities, in less than 4 KB.
    private const int LongestReason = 200;
    private const int LongestName = 100;

    /// <summary>The fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["reason", "askedBy"];

    /// <summary>Reads the body of a request that has nothing else to say.</summary>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The signature, or everything that is wrong with it.</returns>
    public static async Task<Outcome<Signature>> ReadAsync(HttpRequest body, CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(body, cancellationToken);
        if (!read.TryGet(out var document)) return read.Failures.ToList();
        using (document) return Read(document.RootElement);
    }

    /// <summary>Reads a request that has nothing else to say.</summary>
    /// <param name="body">The JSON object.</param>
    /// <returns>The signature, or everything that is wrong with it.</returns>
    public static Outcome<Signature> Read(JsonElement body)
    {
        var given = JsonFields.Read(body);
        if (!given.TryGet(out var named)) return given.Failures.ToList();

        var fields = new RequestFields(named.Texts.GetValueOrDefault);
        fields.Failures.AddRange(JsonBody.Unknown(named.Texts, Fields));
        var read = Read(fields);
        var failures = named.And(fields.Failures);
        return failures.Count == 0 ? read : failures;
    }

    /// <summary>Reads it as a part of a request.</summary>
    /// <param name="fields">The request's fields, where failures are noted.</param>
    public static Signature Read(RequestFields fields) =>
        new(Limited(fields, "reason", LongestReason), Limited(fields, "askedBy", LongestName));

    private static string Limited(RequestFields fields, string name, int longest)
    {
        var text = fields.Text(name);
        if (text.Length > longest) fields.Fail(name, text[..longest], $"is longer than {longest} characters");
        return text;
    }
}
