using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Pricing.Api.Requests;

/// <summary>
/// Writes every problem as JSON with its type, whatever the request accepts: a reader that cannot use it has the status, and
/// nobody gets an answer without words.
/// </summary>
/// <param name="json">How answers are written.</param>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    private const int Readable = 200;

    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context) => true;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var (problem, response) = (context.ProblemDetails, context.HttpContext.Response);

        // What is asked by GET is asked by HEAD too, of which the routes do not know.
        if (response.Headers.Allow is [{ } methods] && methods.Split(", ").Contains(HttpMethods.Get)) response.Headers.Allow = methods.Replace(HttpMethods.Get, "GET, HEAD", StringComparison.Ordinal);
        problem.Status ??= response.StatusCode;
        if (problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true) problem.Type = ProblemTypes.Of(problem.Status.Value);
        problem.Title = ProblemTypes.TitleOf(problem.Type, problem.Status.Value);
        problem.Detail ??= Missed(context.HttpContext);
        response.StatusCode = problem.Status.Value;
        context.HttpContext.Features.Set(new RefusalCodes(CodesOf(problem)));
        var gone = context.HttpContext.RequestAborted;
        try
        {
            await response.WriteAsJsonAsync(problem, json.Value.SerializerOptions.GetTypeInfo(problem.GetType()), "application/problem+json", gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Whoever asked is gone: nobody reads it, and it is no error of this host.
        }
    }

    private static string CodesOf(Microsoft.AspNetCore.Mvc.ProblemDetails problem) => problem.Extensions.TryGetValue("failures", out var said) && said is IEnumerable<Failure> failures
        ? string.Join(' ', failures.Select(failure => $"{failure.Code}").Distinct(StringComparer.Ordinal))
        : problem.Type![(problem.Type!.LastIndexOf(':') + 1)..];

    /// <summary>What of a request that reached no route it is.</summary>
    private static string? Missed(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"path={Short(context.Request.Path)}: no address has this form",
        StatusCodes.Status405MethodNotAllowed => $"method={Short(context.Request.Method)}: this address is asked by {context.Response.Headers.Allow}",
        StatusCodes.Status415UnsupportedMediaType => $"content-type={Short(context.Request.ContentType)}: this address does not read it",
        _ => null,
    };

    private static string Short(string? text) => text is { Length: > Readable } ? text[..Readable] : text ?? "";
}

/// <summary>The codes of the reasons for which a request was refused.</summary>
/// <param name="Text">The codes, with spaces between them; the word of the problem's type where it has none.</param>
internal sealed record RefusalCodes(string Text);
