using System.Security.Cryptography;
using System.Text;
using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Making;

/// <summary>
/// A name for what the workbook of a date says, made of the values as they go into it: the same as long as they are.
/// </summary>
public sealed class DateTag : IDisposable
{
    private const int Digits = 32;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a name.</summary>
    /// <param name="language">The language of the workbook.</param>
    public DateTag(PaperLanguage language) => Add($"{language} {CodeVersion.Current}");

    /// <summary>The values as they come, each of which counts for the name.</summary>
    /// <param name="rows">The values.</param>
    public IAsyncEnumerable<DateRow> Through(IAsyncEnumerable<DateRow> rows) => rows.Select(row =>
    {
        var value = row.Value;
        Add($"{value.Issuer} {value.GrantId} {value.Version} {value.Hash} {value.InputHash} {value.AmountPerRight} {value.Total} {value.BasisInDoubt} {row.Policy is not null}");
        return row;
    });

    /// <summary>The name of the values so far.</summary>
    public string Name() => Convert.ToHexStringLower(hash.GetCurrentHash())[..Digits];

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes($"{line}\n"));
}
