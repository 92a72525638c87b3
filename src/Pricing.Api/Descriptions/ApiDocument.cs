using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Pricing.Api.Queries;

namespace Pricing.Api.Descriptions;

/// <summary>
/// The description of the routes: OpenAPI 3.1, the same in every host. It is made by a test, which holds what is built in against the
/// routes: to make it takes a third of a second, and more memory than everything else that a host does.
/// </summary>
internal static class ApiDocument
{
    /// <summary>The version of the routes; a change that breaks who uses them makes another.</summary>
    private const string Version = "1";

    /// <summary>Where it is.</summary>
    public const string Path = "/api/openapi.json";

    private const string KeyHeader = "x-functions-key";

    private static readonly Lazy<byte[]> Made = new(Read);

    /// <summary>Answers it.</summary>
    public static IResult Answer() => TypedResults.Bytes(Made.Value, "application/json; charset=utf-8");

    /// <summary>Adds what makes it.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddOperationTransformer(static (operation, context, cancellationToken) =>
            OperationDescriber.DescribeAsync(operation, context, cancellationToken));
        options.AddSchemaTransformer(static (schema, _, _) =>
        {
            Shapes.Narrow(schema);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
    });

    /// <summary>The key in the header, or none where the host asks for none.</summary>
    /// <param name="document">The document.</param>
    public static List<OpenApiSecurityRequirement> KeyInHeader(OpenApiDocument document) => [new() { [new("header", document)] = [] }, new()];

    private static byte[] Read()
    {
        using var content = typeof(ApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        var all = new byte[content.Length];
        content.ReadExactly(all);
        return all;
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "PricingFunctions",
            Version = Version,
            Description = "Fair values of stock acquisition rights by the Black-Scholes formula: on demand, and every night for all grants that are stored. "
                + "Amounts are exact decimal text; dates are yyyy-MM-dd; instants are UTC. Whatever is refused is answered as problem details (RFC 9457) with all its failures.",
        };

        // Where the host listens is no part of what it answers.
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["header"] = Key(ParameterLocation.Header, KeyHeader),
            ["query"] = Key(ParameterLocation.Query, KnownQuery.Key),
        };
        document.Security = [.. KeyInHeader(document), new() { [new("query", document)] = [] }];
        document.Tags = new HashSet<OpenApiTag>(document.Tags?.OrderBy(tag => tag.Name, StringComparer.Ordinal) ?? Enumerable.Empty<OpenApiTag>());
        foreach (var tag in document.Tags) tag.Description = Tags.Of(tag.Name!);
        ProblemSchema.Complete(document);
        Shapes.Complete(document);
        PriceSchema.Complete(document);
        SchemaExamples.Add(document);
    }

    private static OpenApiSecurityScheme Key(ParameterLocation place, string name) => new()
    {
        Type = SecuritySchemeType.ApiKey,
        In = place,
        Name = name,
        Description = "A key of the host, where it asks for one.",
    };
}
