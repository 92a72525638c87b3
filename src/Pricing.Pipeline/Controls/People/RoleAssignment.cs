using System.Diagnostics.CodeAnalysis;

namespace Pricing.Pipeline.Controls.People;

/// <summary>A role that somebody has, for one issuer or for all.</summary>
/// <param name="Role">The role.</param>
/// <param name="Issuer">The issuer; null for all.</param>
public readonly record struct RoleAssignment(Role Role, string? Issuer = null)
{
    private const char Separator = ':';

    /// <summary>
    /// Reads the value of an app role: <c>Preparer</c>, or <c>Preparer:IIJ</c> for one issuer. The directory takes no spaces and no
    /// letters but those of ASCII, so what else stands in an issuer's name is percent-encoded in UTF-8.
    /// </summary>
    /// <param name="text">The value.</param>
    /// <param name="assignment">The role.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RoleAssignment? assignment)
    {
        assignment = null;
        if (text?.Split(Separator, 2) is not [var name, .. var issuer] || issuer is [""]) return false;

        // Numbers and lists of names are read as roles too, and are none.
        if (!Enum.TryParse<Role>(name, ignoreCase: false, out var role) || role.ToString() != name) return false;

        var whose = issuer is [var one] ? Uri.UnescapeDataString(one) : null;
        if (whose is not null && (whose.Any(char.IsControl) || whose != whose.Trim() || whose.Length == 0)) return false;

        assignment = new(role, whose);
        return true;
    }

    /// <summary>Whether it holds for an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    public bool HoldsFor(string issuer) => Issuer is null || Issuer == issuer;

    /// <summary>As the value of an app role.</summary>
    public override string ToString() => Issuer is null ? Role.ToString() : $"{Role}{Separator}{Issuer}";
}
