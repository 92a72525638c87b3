using System.Text;
using System.Text.Json;

namespace Testing;

/// <summary>Headers of people who signed in, as App Service authentication writes them.</summary>
public static class Principals
{
    /// <summary>The header.</summary>
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Somebody of Entra ID.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">The object id.</param>
    /// <param name="roles">The app roles.</param>
    public static string Of(string name, Guid id, params IReadOnlyList<string> roles) => Of("aad", [], name, id, roles);

    /// <summary>A program of Entra ID that signed in with credentials of its own.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">The object id.</param>
    /// <param name="roles">The app roles.</param>
    public static string OfApp(string name, Guid id, params IReadOnlyList<string> roles) => Of("aad", [("idtyp", "app")], name, id, roles);

    /// <summary>Somebody of another provider.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">The object id.</param>
    /// <param name="roles">The app roles.</param>
    public static string OfGoogle(string name, Guid id, params IReadOnlyList<string> roles) => Of("google", [], name, id, roles);

    private static string Of(string provider, IReadOnlyList<(string Type, string Value)> more, string name, Guid id, IReadOnlyList<string> roles) => Encoded(JsonSerializer.Serialize(new
    {
        auth_typ = provider,
        claims = (object[])
        [
            new { typ = "aud", val = "a1" },
            new { typ = "http://schemas.microsoft.com/identity/claims/objectidentifier", val = $"{id}" },
            new { typ = "name", val = name },
            .. more.Select(claim => new { typ = claim.Type, val = claim.Value }),
            .. roles.Select(role => new { typ = "roles", val = role }),
        ],
        name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        role_typ = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    }));

    /// <summary>A header of any text.</summary>
    /// <param name="text">The text.</param>
    public static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
