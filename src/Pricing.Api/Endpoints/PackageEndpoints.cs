using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Requests;
using Pricing.Api.Tables;
using Pricing.Calendars;
using Pricing.Papers.Facts;
using Pricing.Pipeline.Controls.Access;
using Pricing.Proof.Packages;

namespace Pricing.Api.Endpoints;

/// <summary><c>GET /api/issuers/{issuer}/package</c>: the evidence package of an issuer as one file, to be proven elsewhere.</summary>
internal static class PackageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/issuers/{issuer}/package", PackAsync).WithName("IssuerPackage").WithTags("Papers").Does(Act.Read).IsNoted(AccessKind.Export)
        .WithSummary("The evidence package of an issuer, a ZIP of what verify --package proves: values, evidence, the files and bodies they came from, papers, a manifest of hashes.")
        .Produces(StatusCodes.Status200OK, contentType: PackageArchive.MediaType)
        .IsCostlyDownload()
        .ProducesProblems(404, 409, 500);

    private static async Task<IResult> PackAsync(
        string issuer, Caller caller, IdentityOptions identity, PackageFactory packages, CancellationToken cancellationToken)
    {
        // A file or a run in it may name others: whoever may not read those is refused before anything of it is made.
        if (!caller.May(Act.Read, issuer: null) && Refusals.NotAllowed(caller, Act.Read, await packages.NamedAsync(issuer, cancellationToken)) is { } early) return early;

        var beside = Directory.CreateTempSubdirectory("package-");
        try
        {
            var folder = Path.Combine(beside.FullName, "package");
            var made = await packages.WriteAsync(issuer, folder, !identity.IsConfigured, cancellationToken);
            if (!made.TryGet(out var package))
            {
                return Problems.Refused(
                    made.Failures,
                    made.Failures[0].Code == ReasonCode.UnknownGrant ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict);
            }

            // What came in while it was made may name others too.
            if (Refusals.NotAllowed(caller, Act.Read, package.Named) is { } refused) return refused;

            var manifest = package.Manifest;
            return await TemporaryContent.AnswerAsync(
                content => PackageArchive.MoveAsync(folder, manifest, content, cancellationToken),
                PaperName.OfPackage(issuer, JapanTime.DateOf(manifest.MadeAt)),
                PackageArchive.MediaType);
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }
}
