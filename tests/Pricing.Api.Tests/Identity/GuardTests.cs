using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Identity;
using Testing;

namespace Pricing.Api.Tests.Identity;

/// <summary>Who is let through to routes of each act.</summary>
public sealed class GuardTests
{
    private const string OfIssuer = "/api/grants/IIJ/g/values/none/explanation";
    private const string Change = "/api/runs/doubts/IIJ/g/2013-07-11/1";

    private static readonly Guid Id = new("6f1c2d3e-4a5b-4c6d-8e7f-001122334455");

    // What is asked here is answered without storage: where it is let through, as a wrong request.
    private static readonly (string Act, string Method, string Path)[] Acts =
    [
        ("read", "GET", "/api/raw/none"),
        ("ask", "POST", "/api/price"),
        ("orient", "GET", "/api/policies"),
        ("prepare", "POST", "/api/runs"),
        ("approve", "POST", Change),
        ("audit", "GET", "/api/access?date=none"),
    ];

    [Theory]
    [InlineData("Reader", "read ask orient")]
    [InlineData("Preparer", "read ask orient prepare")]
    [InlineData("Approver", "read ask orient approve")]
    [InlineData("Auditor", "read ask orient audit")]
    [InlineData("Administrator", "orient audit")]
    [InlineData("reader", "")]
    [InlineData("", "")]
    public async Task Guard_SomebodyWhoSignedIn_MayWhatTheRoleMay(string role, string acts) =>
        Assert.Equal(acts, await AllowedAsync(door: null, "AppService", Principals.Of("Abe", Id, role)));

    [Theory]
    [InlineData("Reader", "read ask orient")]
    [InlineData("Preparer", "read ask orient")]
    [InlineData("Approver", "read ask orient")]
    [InlineData("Administrator", "")]
    public async Task Guard_AProgramThatSignedIn_ReadsAndAsksWhateverItsRole(string role, string acts) =>
        Assert.Equal(acts, await AllowedAsync(door: null, "AppService", Principals.OfApp("nightly", Id, role)));

    [Fact]
    public async Task SignedIn_AProgramThatAsksWhoItIs_IsNoVerifiedPerson()
    {
        var (status, me) = await GuardedApi.SendAsync("GET", "/signed-in/api/me", principal: Principals.OfApp("nightly", Id, "Approver:IIJ"));

        Assert.Equal(200, status);
        Assert.Equal($$"""{"name":"nightly","identity":"app:{{Id}}","isVerified":false,"roles":["Reader:IIJ"],"hasSignIn":true}""", me!.ToJsonString());
    }

    [Theory]
    [InlineData(OfIssuer, "Reader:IIJ", true)]
    [InlineData(OfIssuer, "Reader:Other", false)]
    [InlineData(OfIssuer, "Reader:iij", false)]
    [InlineData("/api/grants/A%20B/g/values/none/explanation", "Reader:A B", true)]
    [InlineData(OfIssuer, "Reader", true)]
    [InlineData("/api/policies", "Administrator:IIJ", true)]
    [InlineData("/api/volatility/none", "Reader:IIJ", true)]
    [InlineData("/api/volatility/none", "Administrator:IIJ", false)]
    [InlineData("/api/raw/none", "Reader:IIJ", false)]
    public async Task Guard_RoleForAnIssuer_HoldsForItAlone(string path, string role, bool isAllowed)
    {
        var (status, _) = await GuardedApi.SendAsync("GET", path, principal: Principals.Of("Abe", Id, role));

        Assert.Equal(isAllowed, status != 403);
    }

    [Theory]
    [InlineData("POST", Change, "Preparer", "NotAllowed role=Preparer: Abe may not do this; it takes the role Approver for IIJ")]
    [InlineData("POST", "/api/waiting", "Preparer:IIJ", "NotAllowed role=Preparer:IIJ: Abe may not do this; it takes the role Preparer for all issuers")]
    [InlineData("GET", OfIssuer, "Preparer:X", "NotAllowed role=Preparer:X: Abe may not do this; it takes the role Reader, Preparer, Approver or Auditor for IIJ")]
    [InlineData("GET", "/api/raw/none", "nothing", "NotAllowed role=: Abe may not do this; it takes the role Reader, Preparer, Approver or Auditor")]
    public async Task Guard_WhoHasNoRoleForIt_IsToldWhichItTakes(string method, string path, string role, string expected)
    {
        var (status, problem) = await GuardedApi.SendAsync(method, path, principal: Principals.Of("Abe", Id, role));

        Assert.Equal((403, "urn:pricingfunctions:problem:not-allowed", expected), (status, $"{problem!["type"]}", $"{problem["detail"]}"));
    }

    [Fact]
    public async Task Guard_NobodyWhereCallersSignIn_IsAskedTo()
    {
        var (status, problem) = await GuardedApi.SendAsync(
            "GET", "/api/raw/none", check: answer => Assert.Equal("Bearer", answer.Headers.WWWAuthenticate.ToString()));

        Assert.Equal((401, "urn:pricingfunctions:problem:key-missing"), (status, $"{problem!["type"]}"));
    }

    [Theory]
    [InlineData("POST", "/api/runs", "Preparer")]
    [InlineData("POST", "/api/publications/IIJ/1/approve", "Approver")]
    [InlineData("GET", "/api/access", "Auditor or Administrator")]
    public async Task Guard_Refused_SaysWhichRoleItTakes(string method, string path, string role)
    {
        var (nobody, unknown) = await GuardedApi.SendAsync(method, path);
        var (key, program) = await GuardedApi.SendAsync(method, path, door: Door.FunctionKey);
        var (none, without) = await GuardedApi.SendAsync(method, path, principal: Principals.Of("Abe", Id, "Reader"));

        Assert.Equal((401, 403, 403), (nobody, key, none));
        Assert.EndsWith($"It takes the role {role}.", $"{unknown!["detail"]}", StringComparison.Ordinal);
        Assert.Contains($"a program with a function key may not do this; it takes the role {role}", $"{program!["detail"]}", StringComparison.Ordinal);
        Assert.Contains($"Abe may not do this; it takes the role {role}", $"{without!["detail"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guard_PrincipalThatCannotBeRead_IsNamed()
    {
        var (status, problem) = await GuardedApi.SendAsync(
            "GET", "/api/raw/none", principal: "?", check: answer => Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WWWAuthenticate.ToString()));

        Assert.Equal((401, "InvalidField X-MS-CLIENT-PRINCIPAL=: is not base64"), (status, $"{problem!["detail"]}"));
    }

    [Theory]
    [InlineData(Door.FunctionKey, "read ask orient")]
    [InlineData(Door.MasterKey, "read ask orient prepare")]
    [InlineData(Door.Machine, "read ask orient prepare approve audit")]
    [InlineData(null, "")]
    public async Task Guard_WithoutSignIn_TheDoorSaysWhatMayBeDoneAndNoHeaderIsBelieved(Door? door, string acts)
    {
        var forged = Principals.Of("Forged", Id, "Approver", "Preparer", "Reader");

        Assert.Equal(acts, await AllowedAsync(door, "None", forged, refused: door is null ? 401 : 403));
    }

    [Theory]
    [InlineData(Door.FunctionKey, "read ask orient")]
    [InlineData(Door.MasterKey, "read ask orient prepare")]
    public async Task Guard_KeyAndSignIn_TheKeySaysIt(Door door, string acts) =>
        Assert.Equal(acts, await AllowedAsync(door, "AppService", Principals.Of("Abe", Id, "Approver", "Preparer")));

    [Fact]
    public async Task Guard_MachineWhereCallersSignIn_IsNobody() =>
        Assert.Equal(401, (await GuardedApi.SendAsync("GET", "/api/raw/none", door: Door.Machine)).Status);

    [Theory]
    [InlineData("/health", 200)]
    [InlineData("/", 200)]
    [InlineData("/api/nowhere", 404)]
    public async Task Guard_OpenRouteOrNone_AsksNobody(string path, int expected) =>
        Assert.Equal(expected, (await GuardedApi.SendAsync("GET", path, "None")).Status);

    [Fact]
    public async Task SignedIn_WhereCallersCannot_IsNoAddress() =>
        Assert.Equal(404, (await GuardedApi.SendAsync("GET", "/signed-in/api/me", "None", principal: Principals.Of("Forged", Id, "Reader"))).Status);

    [Theory]
    [InlineData(Door.FunctionKey)]
    [InlineData(Door.MasterKey)]
    public async Task SignedIn_WithAKey_IsNoAddress(Door door) =>
        Assert.Equal(404, (await GuardedApi.SendAsync("GET", "/signed-in/api/me", door: door, principal: Principals.Of("Abe", Id, "Reader"))).Status);

    [Theory]
    [InlineData("None", "true")]
    [InlineData("AppService", "")]
    public async Task Answer_WhereNobodyCanSignIn_IsNotForPublication(string provider, string mark) =>
        await GuardedApi.SendAsync("GET", "/", provider, check: answer => Assert.Equal(mark, answer.Headers["x-not-for-publication"].ToString()));

    [Fact]
    public async Task SignedIn_Nobody_Is401() => Assert.Equal(401, (await GuardedApi.SendAsync("GET", "/signed-in/")).Status);

    [Fact]
    public async Task SignedIn_SomebodyWhoAsksWhoTheyAre_IsTold()
    {
        var (status, me) = await GuardedApi.SendAsync("GET", "/signed-in/api/me", principal: Principals.Of("Abe", Id, "Preparer:IIJ", "Reader"));

        Assert.Equal(200, status);
        Assert.Equal($$"""{"name":"Abe","identity":"entra:{{Id}}","isVerified":true,"roles":["Preparer:IIJ","Reader"],"hasSignIn":true}""", me!.ToJsonString());
    }

    [Theory]
    [InlineData("https://pricing.example", 400)]
    [InlineData("https://other.example", 403)]
    [InlineData("https://pricing.example.other.example", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 403)]
    public async Task SignedIn_Changing_ComesFromAPageOfThisHost(string? origin, int expected)
    {
        var (status, _) = await GuardedApi.SendAsync(
            "POST", "/signed-in/api/runs", principal: Principals.Of("Abe", Id, "Preparer"), change: request => request.Headers.Origin = origin);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Route_ThatDoesNotSayWhatItDoes_IsAnsweredToNobody()
    {
        var asked = false;
        await using var app = GuardedApi.Build();
        var api = new ApplicationBuilder(app.Services)
            .UsePricing()
            .UseEndpoints(routes => routes.MapPricing().MapGet("/api/forgotten", () => asked = true))
            .Build();
        var context = new DefaultHttpContext { RequestServices = app.Services };
        (context.Request.Method, context.Request.Path) = ("GET", "/api/forgotten");
        context.CameThrough(Door.Machine);

        await api(context);

        Assert.Equal((StatusCodes.Status500InternalServerError, false), (context.Response.StatusCode, asked));
    }

    private static async Task<string> AllowedAsync(Door? door, string provider, string principal, int refused = 403)
    {
        var allowed = new List<string>();
        foreach (var (act, method, path) in Acts)
        {
            var (status, _) = await GuardedApi.SendAsync(method, path, provider, door, principal);
            if (status is 401 or 403) Assert.Equal(refused, status);
            else allowed.Add(act);
        }

        return string.Join(' ', allowed);
    }
}
