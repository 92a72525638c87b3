using System.Text.RegularExpressions;
using Pricing.Api.Identity;
using Pricing.Pipeline.Controls.People;
using Testing;

namespace Pricing.Api.Tests.Identity;

/// <summary>
/// Each route of the table, asked by every caller through every way in: with a key, from the machine, with a sign-in of a person or a program, and
/// by nobody. Who is let through is what the table says, and nobody else.
/// </summary>
public sealed partial class RouteWalkTests
{
    private const string Own = "IIJ";
    private const string Other = "Other";

    private static readonly Guid Id = new("6f1c2d3e-4a5b-4c6d-8e7f-001122334455");

    /// <summary>What stands in an address, by the name of the parameter.</summary>
    private static readonly Dictionary<string, string> Parts = new()
    {
        ["issuer"] = Own,
        ["grantId"] = "g",
        ["date"] = "2013-07-11",
        ["version"] = "1",
        ["number"] = "1",
        ["line"] = "2",
        ["hash"] = "abc",
        ["settings"] = "abc",
        ["sha256"] = "abc",
        ["id"] = "abc",
        ["batch"] = "abc",
        ["code"] = "3774",
        ["name"] = "iij-practice",
        ["place"] = "x",
    };

    /// <summary>The routes of the table: address, method, what it does, whose data, the roles, the key.</summary>
    private static IReadOnlyList<Listed> Routes { get; } = [.. RouteTableTests.Expected.Split('\n').Skip(1).Select(row => Row().Match(row)).Select(row => new Listed(
        Parameter().Replace(row.Groups["route"].Value, part => Parts[part.Groups["name"].Value]),
        row.Groups["method"].Value,
        row.Groups["whose"].Value.Trim(),
        [.. row.Groups["roles"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        row.Groups["key"].Value))];

    [Fact]
    public async Task Routes_AskedByEveryCallerThroughEveryDoor_LetThroughWhomTheTableNames()
    {
        var wrong = new List<string>();
        foreach (var route in Routes)
        {
            foreach (var (caller, provider, door, principal, isSignedIn, expected) in Callers(route))
            {
                var (status, _) = await GuardedApi.SendAsync(
                    route.Method,
                    isSignedIn ? $"/signed-in{route.Path}" : route.Path,
                    provider,
                    door,
                    principal,
                    change: request => request.Headers.Origin = "https://pricing.example",
                    isDoorAlone: true);
                if (status != expected) wrong.Add($"{route.Method} {route.Path} by {caller}: {status}, not {expected}");
            }
        }

        Assert.Equal(RouteTableTests.Expected.Split('\n').Length - 1, Routes.Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Everybody who may ask, how they come in, and what the table says of them.</summary>
    private static IEnumerable<(string Caller, string Provider, Door? Door, string? Principal, bool IsSignedIn, int Expected)> Callers(Listed route)
    {
        int Answer(bool isAllowed, int refused = 403) => isAllowed || route.IsOpen ? 204 : refused;

        foreach (var provider in new[] { "None", "AppService" })
        {
            yield return ($"a function key, {provider}", provider, Door.FunctionKey, null, false, Answer(route.Key == "function"));
            yield return ($"the master key, {provider}", provider, Door.MasterKey, null, false, Answer(route.Key is "function" or "master"));
            yield return ($"the machine, {provider}", provider, Door.Machine, null, false, Answer(provider == "None", 401));
            yield return ($"nobody, {provider}", provider, null, null, false, Answer(isAllowed: false, 401));

            // With a key no header is believed.
            yield return ($"a function key with a header, {provider}", provider, Door.FunctionKey, Person("Approver", "Preparer", "Auditor"), false, Answer(route.Key == "function"));
        }

        yield return ("a header where nobody signs in", "None", null, Person("Approver", "Preparer", "Auditor"), false, Answer(isAllowed: false, 401));
        yield return ("a sign-in where nobody can", "None", null, Person("Approver"), true, 404);
        yield return ("a key where people sign in", "AppService", Door.MasterKey, Person("Approver"), true, 404);
        yield return ("nobody where people sign in", "AppService", null, null, true, 401);
        yield return ("somebody without a role", "AppService", null, Person("Nothing"), true, Answer(isAllowed: false));
        foreach (var role in Enum.GetNames<Role>())
        {
            var mayAll = route.Roles.Contains(role);
            var mayAsProgram = role != nameof(Role.Administrator) && route.Roles.Contains(nameof(Role.Reader));
            foreach (var isSignedIn in new[] { true, false })
            {
                yield return (role, "AppService", null, Person(role), isSignedIn, Answer(mayAll));
                yield return ($"{role} of the issuer", "AppService", null, Person($"{role}:{Own}"), isSignedIn, Answer(mayAll && route.Whose != "all"));
                yield return ($"{role} of another issuer", "AppService", null, Person($"{role}:{Other}"), isSignedIn, Answer(mayAll && route.IsForAnyIssuer));
                yield return ($"a program that is {role}", "AppService", null, Principals.OfApp("nightly", Id, role), isSignedIn, Answer(mayAsProgram));
                yield return ($"a program that is {role} of another issuer", "AppService", null, Principals.OfApp("nightly", Id, $"{role}:{Other}"), isSignedIn, Answer(mayAsProgram && route.IsForAnyIssuer));
            }
        }
    }

    private static string Person(params string[] roles) => Principals.Of("Abe", Id, roles);

    [GeneratedRegex(@"^(?<route>\S+)\s+(?<method>GET|POST)\s+\S+\s+(?<whose>all|own|issuer|none|)\s+(?<roles>((Reader|Preparer|Approver|Auditor|Administrator) ?)*|anybody)\s*(?<key>function|master|no key|)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\{(\*\*)?(?<name>\w+)\}")]
    private static partial Regex Parameter();

    private sealed record Listed(string Path, string Method, string Whose, IReadOnlyList<string> Roles, string Key)
    {
        public bool IsOpen => Roles.Contains("anybody");

        public bool IsForAnyIssuer => Whose is "own" or "none";
    }
}
