using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;

namespace Pricing.Api.Files;

/// <summary><c>GET /api/files/kinds</c>: what each kind of file needs, from the schemas by which files are read.</summary>
internal static class FileKindEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/files/kinds", List).WithName("FileKinds").WithTags("Files").Does(Act.Orient, Reach.NoIssuer)
        .WithSummary("The kinds of files that are taken in: the columns of each, which of them are needed, and an example of a row.")
        .Produces<IReadOnlyList<KindAnswer>>();

    private static Ok<IReadOnlyList<KindAnswer>> List() => TypedResults.Ok<IReadOnlyList<KindAnswer>>([.. TableSchemas.OfFiles.Select(KindAnswer.Of)]);

    /// <summary>A kind of file.</summary>
    /// <param name="Kind">Its word, as <c>kind</c> of a file that is sent takes it.</param>
    /// <param name="IsTakenWhole">Whether one wrong row keeps the whole file out; else each row is judged by itself.</param>
    /// <param name="Columns">Its columns, in the order of the format.</param>
    internal sealed record KindAnswer(string Kind, bool IsTakenWhole, IReadOnlyList<ColumnAnswer> Columns)
    {
        /// <summary>The answer for a schema.</summary>
        /// <param name="schema">The schema.</param>
        public static KindAnswer Of(TableSchema schema)
        {
            var example = FileExamples.Of(schema.Kind);
            return new(
                FileKindWord.Of(schema.Kind),
                !schema.IsJudgedByRow,
                [.. schema.Columns.Select(column => ColumnAnswer.Of(column, example.GetValueOrDefault(column.Name)))]);
        }
    }

    /// <summary>A column of a kind of file.</summary>
    /// <param name="Name">Its English name in a header.</param>
    /// <param name="JapaneseName">Its Japanese name in a header; null for none.</param>
    /// <param name="IsRequired">Whether a header without it is none of the kind.</param>
    /// <param name="Example">What stands in it in the example; null where it is left out there.</param>
    /// <param name="JapaneseExample">The same where it is a word and written in Japanese.</param>
    internal sealed record ColumnAnswer(string Name, string? JapaneseName, bool IsRequired, string? Example, string? JapaneseExample)
    {
        /// <summary>The answer for a column.</summary>
        /// <param name="column">The column.</param>
        /// <param name="example">What stands in it in the example.</param>
        public static ColumnAnswer Of(TableColumn column, string? example) => new(
            column.Name,
            column.JapaneseName,
            column.IsRequired,
            example,
            (example is null ? null : column.JapaneseFor(example)) ?? example);
    }
}
