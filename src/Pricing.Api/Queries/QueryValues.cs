using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;

namespace Pricing.Api.Queries;

/// <summary>The parameters of a request that were given, each checked.</summary>
/// <param name="values">The texts by name.</param>
internal sealed class QueryValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>None: what a request asks for that says nothing.</summary>
    public static QueryValues None { get; } = new(new Dictionary<string, string>());

    /// <summary>What was read of a request before it reached its route.</summary>
    /// <param name="context">The request.</param>
    public static ValueTask<QueryValues?> BindAsync(HttpContext context) => new(context.Features.Get<QueryValues>() ?? None);

    /// <summary>A text; its default, or null, where it is missing.</summary>
    /// <param name="parameter">The parameter.</param>
    public string? Text(QueryParameter parameter) => values.GetValueOrDefault(parameter.Name) ?? parameter.Default;

    /// <summary>One of the words of a choice; its default, or null, where it is missing.</summary>
    /// <typeparam name="T">The choice.</typeparam>
    /// <param name="parameter">The parameter, whose words are those of the choice.</param>
    public T? Word<T>(QueryParameter parameter)
        where T : struct, Enum => Text(parameter) is { } text ? Enum.Parse<T>(text) : null;

    /// <summary>A date, or null where it is missing.</summary>
    /// <param name="parameter">The parameter.</param>
    public DateOnly? Date(QueryParameter parameter) => Text(parameter) is { } text ? RequestFields.ParseDate(text) : null;

    /// <summary>A whole number, or null where it is missing.</summary>
    /// <param name="parameter">The parameter.</param>
    public int? WholeNumber(QueryParameter parameter) => Text(parameter) is { } text ? QueryParameter.ParseWhole(text) : null;

    /// <summary>A number, or null where it is missing.</summary>
    /// <param name="parameter">The parameter.</param>
    public decimal? Number(QueryParameter parameter) => Text(parameter) is { } text ? DecimalText.Parse(text) : null;

    /// <summary>Whether a flag is set.</summary>
    /// <param name="parameter">The parameter.</param>
    public bool Flag(QueryParameter parameter) => Text(parameter) is { } text && bool.Parse(text);

    /// <summary>Whether a parameter is given.</summary>
    /// <param name="parameter">The parameter.</param>
    public bool Has(QueryParameter parameter) => values.ContainsKey(parameter.Name);

    /// <summary>The address of the same question, at another place of its list.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cursor">The parameter that says where.</param>
    /// <param name="place">Where.</param>
    public string Address(string path, QueryParameter cursor, string place) => path + QueryString.Create(
        values.Where(value => value.Key != cursor.Name).Append(new(cursor.Name, place)).Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)));
}
