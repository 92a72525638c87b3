namespace Pricing.Api.Tests.Descriptions;

/// <summary>Texts that nobody would send, and somebody will.</summary>
internal static class Texts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Broken { get; } =
    [
        "x", "-1", "0", "99999999999999999999", "1e999", "NaN", "0x10", "1,5", "true", "null", "{}", "[]", "2013-02-30", "9999-12-31", "0001-01-01",
        "2013-07-13", "=1+1", "'; drop table", "<script>", "株式会社", "\u202e", "%", "%2F", "a b", "a+b", "a/b", "a\\b", "a?b", "a#b", "a|b", "a!b", "a*b", ";", "...", "\ud83d\ude00",
        "\t", "\u0001", new('y', 300), new('z', 3000), "SUlKfDAw", "Cg", "MjAxMy0wNy0xMQowMDAwMDAwMDAxCjE", "2013-07-11/1", "2013-07-11..2013-07-01",
    ];

    /// <summary>One of several things.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    /// <param name="numbers">Chooses.</param>
    /// <param name="all">The things.</param>
    public static T Of<T>(this Random numbers, IReadOnlyList<T> all) => all[numbers.Next(all.Count)];

    /// <summary>Whether something happens.</summary>
    /// <param name="numbers">Chooses.</param>
    /// <param name="percent">How often of a hundred times.</param>
    public static bool Chance(this Random numbers, int percent) => numbers.Next(100) < percent;
}
