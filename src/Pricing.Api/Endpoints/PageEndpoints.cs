using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.WebPage;

namespace Pricing.Api.Endpoints;

/// <summary>
/// The page, under the address of each of its panels, and its files. It holds no data; what it shows it asks the API for, from the
/// browser and with the key that was typed there.
/// </summary>
internal static class PageEndpoints
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private const string ForEver = "public, max-age=31536000, immutable";

    private static readonly string[] Panels = ["dates", "grants", "price", "files", "volatility", "publications", "rules"];

    public static void Map(IEndpointRouteBuilder host)
    {
        host.MapGet("/", Show).Does(Act.Open).ExcludeFromDescription();
        foreach (var panel in Panels) host.MapGet($"/{panel}/{{**place}}", Show).Does(Act.Open).ExcludeFromDescription();
        host.MapGet("/assets/{hash}/{name}", File).Does(Act.Open).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, IdentityOptions identity)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        // Another release has other files, so a kept document is asked for again.
        headers.CacheControl = "no-cache";
        return EntityTags.Known(context, $"{PageFiles.Hash}-{CodeVersion.Current}-{identity.IsConfigured}".Replace('+', '-'))
            ?? TypedResults.Text(
                PageFiles.Document($"{context.Request.PathBase.ToUriComponent()}/", CodeVersion.Current, identity.IsConfigured), "text/html", Encoding.UTF8);
    }

    private static IResult File(string hash, string name, HttpContext context)
    {
        if (hash != PageFiles.Hash || PageFiles.Find(name) is not { } file) return TypedResults.NotFound();

        context.Response.Headers.CacheControl = ForEver;
        return TypedResults.Bytes(file.Content, file.MediaType);
    }
}
