using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;

namespace Pricing.Api.Tests.Identity;

/// <summary>Every route of the API: what it does, whose data it is about, and who may ask it, in both hosts.</summary>
public sealed partial class RouteTableTests
{
    /// <summary>
    /// The columns: what it does; whose data (issuer: that of the address; all: a role for all issuers is needed; own: the route narrows
    /// what it shows or takes to the caller's issuers; none: no issuer's); which roles of people who signed in, under /signed-in in both hosts;
    /// which key of the Functions app. On a local host where nobody can sign in, the machine's user may all of it.
    /// </summary>
    internal const string Expected = """
        route                                                    method does     whose   roles                                          key
        /                                                        GET    Open             anybody
        /api/access                                              GET    Audit    all     Auditor Administrator                          no key
        /api/batches                                             GET    Read     all     Reader Preparer Approver Auditor               function
        /api/batches/{batch}                                     GET    Read     all     Reader Preparer Approver Auditor               function
        /api/closings                                            GET    Read     own     Reader Preparer Approver Auditor               function
        /api/closings                                            POST   Approve  own     Approver                                       no key
        /api/closings/late                                       GET    Read     own     Reader Preparer Approver Auditor               function
        /api/closings/{issuer}/{number}/reopen                   POST   Approve  issuer  Approver                                       no key
        /api/dates                                               GET    Read     own     Reader Preparer Approver Auditor               function
        /api/dates/{date}/table                                  GET    Read     own     Reader Preparer Approver Auditor               function
        /api/dates/{date}/values                                 GET    Read     own     Reader Preparer Approver Auditor               function
        /api/dates/{date}/workbook.xlsx                          GET    Read     own     Reader Preparer Approver Auditor               function
        /api/differences                                         GET    Read     own     Reader Preparer Approver Auditor               function
        /api/differences/{issuer}/{number}/keep                  POST   Approve  issuer  Approver                                       no key
        /api/doubts                                              GET    Read     own     Reader Preparer Approver Auditor               function
        /api/evidence/{hash}                                     GET    Read     all     Reader Preparer Approver Auditor               function
        /api/files                                               GET    Read     own     Reader Preparer Approver Auditor               function
        /api/files                                               POST   Prepare  own     Preparer                                       master
        /api/files/kinds                                         GET    Orient   none    Reader Preparer Approver Auditor Administrator function
        /api/files/{id}                                          GET    Read     own     Reader Preparer Approver Auditor               function
        /api/files/{id}/rejects                                  GET    Read     own     Reader Preparer Approver Auditor               function
        /api/files/{id}/waiting                                  GET    Read     own     Reader Preparer Approver Auditor               function
        /api/files/{id}/waiting/{line}/withdraw                  POST   Prepare  own     Preparer                                       master
        /api/grants                                              GET    Read     own     Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}                           GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/events                    GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/note.txt                  GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/notice.txt                GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/report.html               GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/values                    GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/values/{date}             GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/values/{date}/explanation GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/values/{date}/{version}/replaced GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/grants/{issuer}/{grantId}/workbook.xlsx             GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/issuers/{issuer}/package                            GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/lapses                                              GET    Read     own     Reader Preparer Approver Auditor               function
        /api/me                                                  GET    Orient   none    Reader Preparer Approver Auditor Administrator function
        /api/openapi.json                                        GET    Orient   none    Reader Preparer Approver Auditor Administrator function
        /api/policies                                            GET    Orient   none    Reader Preparer Approver Auditor Administrator function
        /api/policies/{name}                                     GET    Orient   none    Reader Preparer Approver Auditor Administrator function
        /api/price                                               POST   Ask      own     Reader Preparer Approver Auditor               function
        /api/publications                                        GET    Read     own     Reader Preparer Approver Auditor               function
        /api/publications                                        POST   Prepare  own     Preparer                                       master
        /api/publications/{issuer}/{number}                      GET    Read     issuer  Reader Preparer Approver Auditor               function
        /api/publications/{issuer}/{number}/approve              POST   Approve  issuer  Approver                                       no key
        /api/publications/{issuer}/{number}/reject               POST   Approve  issuer  Approver                                       no key
        /api/publications/{issuer}/{number}/withdraw             POST   Prepare  issuer  Preparer                                       master
        /api/raw/{sha256}                                        GET    Read     all     Reader Preparer Approver Auditor               function
        /api/roles                                               GET    Audit    all     Auditor Administrator                          no key
        /api/runs                                                GET    Read     own     Reader Preparer Approver Auditor               function
        /api/runs                                                POST   Prepare  own     Preparer                                       master
        /api/runs/cancel                                         POST   Prepare  own     Preparer                                       master
        /api/runs/doubts/{issuer}/{grantId}/{date}/{version}     POST   Approve  issuer  Approver                                       no key
        /api/runs/failed                                         GET    Read     own     Reader Preparer Approver Auditor               function
        /api/runs/{date}                                         GET    Read     own     Reader Preparer Approver Auditor               function
        /api/runs/{date}/{version}                               GET    Read     own     Reader Preparer Approver Auditor               function
        /api/runs/{date}/{version}/cancel                        POST   Prepare  own     Preparer                                       master
        /api/runs/{date}/{version}/compare                       GET    Read     all     Reader Preparer Approver Auditor               function
        /api/runs/{date}/{version}/progress                      GET    Read     own     Reader Preparer Approver Auditor               function
        /api/runs/{date}/{version}/values                        GET    Read     own     Reader Preparer Approver Auditor               function
        /api/runs/{date}/{version}/waive                         POST   Approve  own     Approver                                       no key
        /api/settings                                            GET    Audit    none    Auditor Administrator                          no key
        /api/settings/changes                                    GET    Audit    none    Auditor Administrator                          no key
        /api/settings/{settings}                                 GET    Audit    none    Auditor Administrator                          no key
        /api/sources                                             GET    Orient   none    Reader Preparer Approver Auditor Administrator function
        /api/volatility/{code}                                   GET    Read     none    Reader Preparer Approver Auditor               function
        /api/waiting                                             GET    Read     own     Reader Preparer Approver Auditor               function
        /api/waiting                                             POST   Prepare  all     Preparer                                       master
        /assets/{hash}/{name}                                    GET    Open             anybody
        /dates/{**place}                                         GET    Open             anybody
        /files/{**place}                                         GET    Open             anybody
        /grants/{**place}                                        GET    Open             anybody
        /health                                                  GET    Open             anybody
        /price/{**place}                                         GET    Open             anybody
        /publications/{**place}                                  GET    Open             anybody
        /rules/{**place}                                         GET    Open             anybody
        /volatility/{**place}                                    GET    Open             anybody
        """;

    [Fact]
    public async Task Routes_EveryOne_IsAsListed()
    {
        await using var app = GuardedApi.Build();
        app.MapPricing();

        var rows = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>()
            .Select(Row)
            .Order(StringComparer.Ordinal)
            .Prepend(Row("route", "method", "does", "whose", "roles", "key"));

        Assert.Equal(Expected, string.Join('\n', rows));
    }

    private static string Row(RouteEndpoint route)
    {
        var does = route.Metadata.GetRequiredMetadata<RouteAct>();
        var method = Assert.Single(route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods);
        var whose = does.ReachOf(route) switch
        {
            _ when does.Act == Act.Open => "",
            Reach.IssuerOfAddress => "issuer",
            Reach.NarrowedByRoute => "own",
            Reach.NoIssuer => "none",
            _ => "all",
        };
        var roles = Enum.GetValues<Pricing.Pipeline.Controls.People.Role>()
            .Where(role => new Caller(new("", ""), [new(role)]).May(does.Act, issuer: null));
        return Row(
            Constraint().Replace($"/{route.RoutePattern.RawText!.Trim('/')}", ""),
            method,
            $"{does.Act}",
            whose,
            does.Act == Act.Open ? "anybody" : string.Join(' ', roles),
            does.Act == Act.Open ? "" : Key(method, route, does.Act));
    }

    // By the functions of the app, whose levels are listed beside its metadata: reading and asking through a function key's door, else the master key's.
    private static string Key(string method, RouteEndpoint route, Act act) => method == "GET" || route.RoutePattern.RawText == "/api/price"
        ? Caller.FunctionKey.May(act, issuer: null) ? "function" : "no key"
        : Caller.MasterKey.May(act, issuer: null) ? "master" : "no key";

    private static string Row(string route, string method, string does, string whose, string roles, string key) =>
        $"{route,-56} {method,-6} {does,-8} {whose,-7} {roles,-46} {key}".TrimEnd();

    [GeneratedRegex(@":range\(\d+,\d+\)")]
    private static partial Regex Constraint();
}
