using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Tables;

/// <summary>A route that answers with a table of records.</summary>
/// <param name="Record">The record.</param>
internal sealed record TableOf(Type Record);

/// <summary>Describes tables.</summary>
internal static class DescribedTables
{
    /// <summary>Says that the answer is a table, in every form that there is.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="route">The route.</param>
    public static RouteHandlerBuilder ProducesTable<T>(this RouteHandlerBuilder route) => route
        .Produces<IReadOnlyList<T>>(StatusCodes.Status200OK, AnswerFormat.MediaTypes[0], [.. AnswerFormat.MediaTypes.Skip(1)])
        .WithMetadata(new TableOf(typeof(T)));
}
