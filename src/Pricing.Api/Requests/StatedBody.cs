using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Requests;

/// <summary>Reads the body of a change: a flat object, of which everything that is wrong is named at once.</summary>
internal static class StatedBody
{
    /// <summary>Reads one.</summary>
    /// <typeparam name="T">What it says.</typeparam>
    /// <param name="body">The request.</param>
    /// <param name="known">The fields that it knows.</param>
    /// <param name="read">Reads the fields; what is wrong is noted with them.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What it says, or everything that is wrong with it.</returns>
    public static async Task<Outcome<T>> ReadAsync<T>(
        HttpRequest body, IReadOnlyList<string> known, Func<RequestFields, T> read, CancellationToken cancellationToken)
    {
        var sent = await JsonBody.ReadAsync(body, cancellationToken);
        if (!sent.TryGet(out var document)) return sent.Failures.ToList();
        using (document) return Read(document.RootElement, known, read);
    }

    /// <summary>Reads one that is parsed.</summary>
    /// <typeparam name="T">What it says.</typeparam>
    /// <param name="body">The JSON object.</param>
    /// <param name="known">The fields that it knows.</param>
    /// <param name="read">Reads the fields; what is wrong is noted with them.</param>
    /// <returns>What it says, or everything that is wrong with it.</returns>
    public static Outcome<T> Read<T>(JsonElement body, IReadOnlyList<string> known, Func<RequestFields, T> read)
    {
        var given = JsonFields.Read(body);
        if (!given.TryGet(out var named)) return given.Failures.ToList();

        var fields = new RequestFields(named.Texts.GetValueOrDefault);
        fields.Failures.AddRange(JsonBody.Unknown(named.Texts, known));
        var said = read(fields);
        var failures = named.And(fields.Failures);
        return failures.Count == 0 ? said : failures;
    }
}
