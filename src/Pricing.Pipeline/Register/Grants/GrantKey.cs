using System.Buffers;
using Pricing.Files.Fields;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>The names that keys are made of, an issuer's and a grant's: one limit for them wherever they come in.</summary>
public static class GrantKey
{
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
        else if (value.Length > 0 && !KeyText.Fits(value))
        {
            fields.Fail(name, value, $"is longer than {KeyText.MaximumLength} characters, of which | ! * take five each");
        }

        return value;
    }
}
