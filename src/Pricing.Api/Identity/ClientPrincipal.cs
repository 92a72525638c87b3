using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Api.Identity;

/// <summary>
/// Who signed in, as App Service authentication says it in the header <c>X-MS-CLIENT-PRINCIPAL</c>: base64 of JSON with
/// <c>auth_typ</c>, the provider that signed in, <c>claims</c> of <c>typ</c> and <c>val</c>, and the types of the claims that name and roles are
/// (https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities).
/// </summary>
/// <param name="Who">Who it is.</param>
/// <param name="Roles">The app roles; of a program that signed in by itself, which approves and sends nothing, those of a reader.</param>
internal sealed record ClientPrincipal(Person Who, IReadOnlyList<RoleAssignment> Roles)
{
    /// <summary>The header.</summary>
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string EntraId = "aad";
    private const string RolesType = "roles";

    // A token of client credentials is a program's, whatever roles the directory gave it
    // (https://learn.microsoft.com/entra/identity-platform/optional-claims-reference).
    private const string KindType = "idtyp";
    private const string App = "app";

    private static readonly string[] ObjectIdTypes = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"];
    private static readonly string[] NameTypes = ["name", "preferred_username"];
    private static readonly string[] OtherIdTypes = ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", "sub"];
    private static readonly string[] OtherNameTypes = ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "email"];

    /// <summary>Reads it.</summary>
    /// <param name="headers">The headers of a request that only App Service can have put it on.</param>
    /// <returns>Who signed in; null for nobody; or what is wrong with the header.</returns>
    public static Outcome<ClientPrincipal?> Read(IHeaderDictionary headers)
    {
        if (headers[Header] is not { Count: > 0 } given) return default(ClientPrincipal);
        if (given is not [{ } text]) return Malformed("stands there more than once");

        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(text));
            return Read(document.RootElement);
        }
        catch (FormatException)
        {
            return Malformed("is not base64");
        }
        catch (JsonException)
        {
            return Malformed("is not the base64 of JSON");
        }
    }

    private static Outcome<ClientPrincipal?> Read(JsonElement principal)
    {
        if (principal.ValueKind != JsonValueKind.Object || Claims(principal) is not { } claims) return Malformed("has no list of claims with typ and val");

        // Object ids of other directories are no identities here.
        if (Text(principal, "auth_typ") != EntraId) return Malformed($"is not of Entra ID: its auth_typ is not {EntraId}");

        var ids = Values(claims, ObjectIdTypes).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (ids.Count != 1) return Malformed($"has {ids.Count} object ids (claims oid or {ObjectIdTypes[0]}), and not one");
        if (!Guid.TryParseExact(ids[0], "D", out var id)) return Malformed("has an object id that is none");

        var objectId = id.ToString("D");
        var names = Values(claims, [.. Text(principal, "name_typ") is { Length: > 0 } type ? [type] : Array.Empty<string>(), .. NameTypes]);
        var roles = Values(claims, [RolesType, .. Text(principal, "role_typ") is { Length: > 0 } other ? [other] : Array.Empty<string>()]);
        var held = roles.Select(role => RoleAssignment.TryParse(role, out var assignment) ? assignment : null).OfType<RoleAssignment>();
        var name = names.Select(Shown).FirstOrDefault(name => name.Length > 0) ?? objectId;
        return Values(claims, [KindType]).Contains(App, StringComparer.OrdinalIgnoreCase)
            ? new ClientPrincipal(Person.App(name, objectId), [.. held.Where(role => ActRoles.Of(Act.Read).Contains(role.Role)).Select(role => role with { Role = Role.Reader }).Distinct()])
            : new ClientPrincipal(Person.SignedIn(name, objectId), [.. held.Distinct()]);
    }

    /// <summary>Whom a header names that is not accepted, for a log: nothing of it is believed.</summary>
    /// <param name="headers">The headers.</param>
    /// <returns>Who it claims to be; null where nothing of it can be read.</returns>
    public static Person? ClaimedBy(IHeaderDictionary headers)
    {
        if (headers[Header] is not [{ } text]) return null;

        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(text));
            var principal = document.RootElement;
            if (principal.ValueKind != JsonValueKind.Object || Claims(principal) is not { } claims) return null;

            var id = Values(claims, [.. ObjectIdTypes, .. OtherIdTypes]).FirstOrDefault() ?? "";
            return Person.Claimed(
                Values(claims, [.. NameTypes, .. OtherNameTypes]).Select(Shown).FirstOrDefault(name => name.Length > 0) ?? "",
                Shown($"{Text(principal, "auth_typ")}:{id}"));
        }
        catch (Exception unread) when (unread is FormatException or JsonException)
        {
            return null;
        }
    }

    private static List<(string Type, string Value)>? Claims(JsonElement principal)
    {
        if (!principal.TryGetProperty("claims", out var list) || list.ValueKind != JsonValueKind.Array) return null;

        var claims = new List<(string Type, string Value)>();
        foreach (var claim in list.EnumerateArray())
        {
            if (claim.ValueKind != JsonValueKind.Object || Text(claim, "typ") is not { } type || Text(claim, "val") is not { } value) return null;

            claims.Add((type, value));
        }

        return claims;
    }

    /// <summary>The values of claims: those of the first type, then those of the next.</summary>
    private static IEnumerable<string> Values(List<(string Type, string Value)> claims, string[] types) =>
        types.SelectMany(type => claims.Where(claim => claim.Type == type).Select(claim => claim.Value));

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var property) || property.ValueKind != JsonValueKind.String) return null;

        try
        {
            return property.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return null;
        }
    }

    // It is stored and shown; a directory lets people write what they like.
    private static string Shown(string name)
    {
        var text = string.Concat(name.Where(character => !char.IsControl(character))).Trim();
        text = TypedText.HasVisible(text) ? TypedText.Shown(text) : "";
        return text.Length > TypedText.LongestName ? text[..TypedText.LongestName] : text;
    }

    private static Failure Malformed(string reason) => new(ReasonCode.InvalidField, Header, "", reason);
}
