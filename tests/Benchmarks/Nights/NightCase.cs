using System.Globalization;

namespace Benchmarks.Nights;

/// <summary>A night's size: so many issuers, each with a share of its own, so many grants each.</summary>
/// <param name="Issuers">The issuers.</param>
/// <param name="Grants">The grants of each.</param>
internal readonly record struct NightCase(int Issuers, int Grants)
{
    public int Rows => Issuers * Grants;

    /// <summary>The cases of the ratios; those in one list are nights of one storage, one after the other.</summary>
    public static IReadOnlyList<IReadOnlyList<NightCase>> All { get; } = [[new(200, 100)], [new(4000, 5), new(4000, 25)]];

    /// <summary>A tenth of the issuers, up to fifty, for rough figures.</summary>
    public NightCase Quick() => this with { Issuers = Math.Min(Issuers / 10, 50) };

    public static NightCase Parse(string text) =>
        text.Split('x') is [var issuers, var grants]
            ? new(int.Parse(issuers, CultureInfo.InvariantCulture), int.Parse(grants, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is no case such as 200x100.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Issuers}x{Grants}");
}
