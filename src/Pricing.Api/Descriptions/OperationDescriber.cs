using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Api.Tables;

namespace Pricing.Api.Descriptions;

/// <summary>Describes an operation by what its route says of itself: parameters, bodies and answers of several shapes, tables.</summary>
internal static class OperationDescriber
{
    private const string Json = "application/json";
    private const string Anything = "*/*";

    // What any route may answer.
    private static readonly int[] AnyTime = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status406NotAcceptable, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];

    /// <summary>Describes an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="context">Its route.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var known = route.OfType<KnownQuery>().Last();
        Parameters(operation, known);
        if (known.Parameters.Any(parameter => parameter.Name == KnownQuery.Key)) operation.Security = ApiDocument.KeyInHeader(context.Document!);
        await AnswersAsync(operation, context, known, cancellationToken);
        foreach (var plain in route.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode == StatusCodes.Status200OK && (answer.Type is null || answer.Type == typeof(void))))
            Answer(operation, plain.StatusCode).Content = plain.ContentTypes.ToDictionary(form => form, Bytes);
        if (operation.RequestBody?.Content?.TryGetValue(Anything, out var bytes) == true) bytes.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        if (route.OfType<OneOfBodies>().LastOrDefault() is { } bodies && operation.RequestBody?.Content is { } content)
            content[Json] = new() { Schema = await OneOfAsync(bodies.Types, context, cancellationToken) };
        if (route.OfType<OneOfAnswers>().LastOrDefault() is { } answers)
            Answer(operation, answers.Status).Content![Json] = new() { Schema = await OneOfAsync(answers.Types, context, cancellationToken) };
        if (route.OfType<TableOf>().LastOrDefault() is { } table)
            await TableAsync(Answer(operation, StatusCodes.Status200OK), table.Record, context, cancellationToken);
    }

    private static void Parameters(OpenApiOperation operation, KnownQuery known)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            var (description, example) = PathParameters.Of(parameter.Name!);
            parameter.Description = description;
            parameter.Example = parameter.Schema?.Type?.HasFlag(JsonSchemaType.Integer) == true ? int.Parse(example, CultureInfo.InvariantCulture) : example;
        }

        foreach (var parameter in known.Parameters)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Required = parameter.IsRequired,
                Schema = SchemaOf(parameter),
                Example = ValueOf(parameter, parameter.Example),
            });
        }
    }

    private static OpenApiSchema SchemaOf(QueryParameter parameter)
    {
        var schema = new OpenApiSchema
        {
            Type = parameter.Kind switch
            {
                QueryKind.WholeNumber => JsonSchemaType.Integer,
                QueryKind.Number => JsonSchemaType.Number,
                QueryKind.Flag => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Default = parameter.Default is { } text ? ValueOf(parameter, text) : null,
        };
        if (parameter.Kind == QueryKind.Date) schema.Format = "date";
        if (parameter.Kind == QueryKind.Text) schema.MaxLength = parameter.MaximumLength;
        if (parameter.Kind == QueryKind.Word) schema.Enum = [.. parameter.Words.Select(word => (JsonNode)word)];
        if (parameter.Kind == QueryKind.WholeNumber)
        {
            schema.Minimum = Number(parameter.Minimum);
            schema.Maximum = Number(parameter.Maximum);
        }

        return schema;
    }

    private static JsonNode ValueOf(QueryParameter parameter, string text) => parameter.Kind switch
    {
        QueryKind.WholeNumber => int.Parse(text, CultureInfo.InvariantCulture),
        QueryKind.Number => decimal.Parse(text, CultureInfo.InvariantCulture),
        QueryKind.Flag => bool.Parse(text),
        _ => text,
    };

    private static async Task AnswersAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, KnownQuery known, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        await Shapes.OfAsync(typeof(Failure), context, cancellationToken);
        if (HttpMethods.IsGet(context.Description.HttpMethod!)) operation.Responses.TryAdd("304", new OpenApiResponse { Description = "Not Modified" });
        IEnumerable<int> statuses = known.IsReadByRoute ? AnyTime : [StatusCodes.Status400BadRequest, .. AnyTime];
        foreach (var status in statuses.Select(Number).Where(status => !operation.Responses.ContainsKey(status)))
        {
            operation.Responses.Add(status, new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture)),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType
                    {
                        Schema = await Shapes.OfAsync(typeof(ProblemDetails), context, cancellationToken),
                    },
                },
            });
        }
    }

    private static async Task TableAsync(
        OpenApiResponse answer, Type record, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await Shapes.OfAsync(record, context, cancellationToken);
        answer.Content = new Dictionary<string, OpenApiMediaType>
        {
            [AnswerFormat.Lines.MediaType] = new() { Schema = schema },
            [AnswerFormat.Json.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } },
            [AnswerFormat.Csv.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            [AnswerFormat.Excel.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
        };
    }

    private static async Task<OpenApiSchema> OneOfAsync(
        IReadOnlyList<Type> types, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var shapes = new List<IOpenApiSchema>();
        foreach (var type in types) shapes.Add(await Shapes.OfAsync(type, context, cancellationToken));
        return new() { AnyOf = shapes };
    }

    private static OpenApiResponse Answer(OpenApiOperation operation, int status) => (OpenApiResponse)operation.Responses![Number(status)];

    private static OpenApiMediaType Bytes(string form) => new()
    {
        Schema = form.StartsWith("text/", StringComparison.Ordinal)
            ? new OpenApiSchema { Type = JsonSchemaType.String }
            : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
