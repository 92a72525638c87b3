using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Pricing.Api.Queries;

/// <summary>The parameters that a route knows. Any other is refused: a misspelt one would be passed over without a word.</summary>
/// <param name="Parameters">The parameters.</param>
internal sealed record KnownQuery(IReadOnlyList<QueryParameter> Parameters)
{
    /// <summary>The parameter in which the host's key may stand; the host reads it.</summary>
    public const string Key = "code";
    private const int Readable = 200;

    private readonly bool hasRequired = Parameters.Any(parameter => parameter.IsRequired);

    /// <summary>A route without parameters.</summary>
    public static KnownQuery None { get; } = new([]);

    /// <summary>Whether the route itself answers what is wrong with them, together with what else is wrong.</summary>
    public bool IsReadByRoute { get; init; }

    /// <summary>What does not go together of parameters that are each right by itself; null where nothing can.</summary>
    public Func<QueryValues, IEnumerable<Failure>>? Together { get; init; }

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="query">What the address holds.</param>
    /// <param name="services">What their checks look things up in.</param>
    /// <returns>The parameters, or everything that is wrong with them.</returns>
    public Outcome<QueryValues> Read(IQueryCollection query, IServiceProvider services)
    {
        if (query.Count == 0 && !hasRequired) return QueryValues.None;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var failures = new List<Failure>();
        foreach (var (name, given) in query)
        {
            var text = given.ToString().Trim();
            if (Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
            {
                if (name != Key) failures.Add(Unknown(name));
            }
            else if (given is { Count: > 1 })
            {
                failures.Add(Failed(name, given, "is there twice"));
            }
            else if (text.Length > 0)
            {
                if (parameter.Wrong(text) is { } reason) failures.Add(Failed(name, text, reason));
                else if (parameter.Against?.Invoke(text, services) is { Count: > 0 } against) failures.AddRange(against);
                else values.Add(name, text);
            }
        }

        failures.AddRange(Parameters
            .Where(parameter => parameter.IsRequired && !query.Keys.Contains(parameter.Name))
            .Select(parameter => Failed(parameter.Name, "", "is missing")));
        var read = new QueryValues(values);
        if (Together is not null) failures.AddRange(Together(read));
        return failures.Count == 0 ? read : failures;
    }

    // What nobody asked for may be a key or a name of somebody: it is repeated to nobody.
    private Failure Unknown(string name) => new(
        ReasonCode.UnknownField,
        name,
        "",
        Parameters.Count == 0
            ? "is no parameter of this address, which has none"
            : $"is no parameter of this address, which has {string.Join(", ", Parameters.Select(parameter => parameter.Name))}");

    private static Failure Failed(string name, StringValues given, string reason)
    {
        // It may be a key, which is repeated to nobody.
        var text = name == Key ? "" : TypedText.Shown(given.ToString());
        return new(ReasonCode.InvalidField, name, text.Length > Readable ? text[..Readable] : text, reason);
    }
}

/// <summary>Says which parameters a route knows.</summary>
internal static class KnownQueries
{
    /// <summary>The route knows these parameters; they are checked before it is asked.</summary>
    /// <param name="route">The route.</param>
    /// <param name="parameters">The parameters.</param>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params IReadOnlyList<QueryParameter> parameters) =>
        route.WithMetadata(new KnownQuery(parameters));

    /// <summary>The route knows these parameters; they are checked before it is asked, each by itself and together.</summary>
    /// <param name="route">The route.</param>
    /// <param name="together">What of them does not go together.</param>
    /// <param name="parameters">The parameters.</param>
    public static RouteHandlerBuilder WithQuery(
        this RouteHandlerBuilder route, Func<QueryValues, IEnumerable<Failure>> together, params IReadOnlyList<QueryParameter> parameters) =>
        route.WithMetadata(new KnownQuery(parameters) { Together = together });
}
