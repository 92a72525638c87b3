namespace Pricing.Api.Descriptions;

/// <summary>What stands in the paths of routes.</summary>
internal static class PathParameters
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly Dictionary<string, (string Description, string Example)> Words = new()
    {
        ["issuer"] = ("The issuing company, as its grants name it.", "IIJ"),
        ["grantId"] = ("The grant's id, unique within the issuer.", "3rd-series"),
        ["date"] = ("A date, yyyy-MM-dd.", "2013-07-11"),
        ["version"] = ("A version, from 1.", "1"),
        ["hash"] = ("The SHA-256 of evidence, as a value names it.", Hash),
        ["settings"] = ("The SHA-256 of settings, as a run names it.", Hash),
        ["sha256"] = ("The SHA-256 of a body, as evidence names it.", Hash),
        ["id"] = ("The identity of a file, as the answer to sending it names it.", $"{Hash}-grants"),
        ["batch"] = ("The identity of a file, as its report names it.", $"{Hash}-grants"),
        ["line"] = ("The row of the file.", "2"),
        ["code"] = ("A security code of the Tokyo Stock Exchange: 3774, 37740, 3774.T or 186A.", "3774"),
        ["number"] = ("The number of a publication or of a closing, as the answer that made it named it.", "1"),
        ["name"] = ("The name of a policy.", "iij-practice"),
    };

    /// <summary>What a parameter stands for, and a value that it can have.</summary>
    /// <param name="name">Its name.</param>
    public static (string Description, string Example) Of(string name) => Words[name];
}
