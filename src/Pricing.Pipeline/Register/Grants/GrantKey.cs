using System.Buffers;
using Pricing.Files.Fields;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>The names that keys are made of, an issuer's and a grant's: one limit for them wherever they come in.</summary>
public static class GrantKey
{
    /// <summary>The most characters of one name as a key holds it.</summary>
    public const int MaximumLength = KeyText.MaximumLength;

    /// <summary>A server gives these back in a route otherwise than they were sent, escaped or not.</summary>
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(@"/\?#%");

    /// <summary>Reads a name of a row that is to be stored.</summary>
    /// <param name="fields">The row's fields, where failures are noted.</param>
    /// <param name="name">The field.</param>
    public static string Read(FieldReader fields, string name)
    {
        var value = fields.Text(name);
        if (value.AsSpan().ContainsAny(NotInAddresses) || value is "." or "..")
        {
            fields.Fail(name, value, "stands in addresses, so it cannot hold / \\ ? # % or be . or ..");
        }
        else if (value.Length > 0 && !IsOne(value))
        {
            fields.Fail(name, value, $"is longer than {MaximumLength} characters, of which | ! * take five each");
        }

        return value;
    }

    /// <summary>Whether a name is short enough for a key; a longer one is stored nowhere.</summary>
    /// <param name="value">The name.</param>
    public static bool IsOne(string value) => KeyText.Fits(value);
}
