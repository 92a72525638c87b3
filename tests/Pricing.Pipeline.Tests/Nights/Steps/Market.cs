using System.Globalization;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Market data for a feed: the repository's samples with further days.</summary>
internal static class Market
{
    /// <summary>Copies the samples and adds closes of 37740 after them.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="closes">The closes by date, ascending.</param>
    /// <returns>The folder to serve.</returns>
    public static string Extended(TemporaryFolder folder, params (string Date, decimal Close)[] closes)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot.Find(), "samples", "market-data"), "*.csv"))
        {
            var text = File.ReadAllText(file);
            if (Path.GetFileName(file).StartsWith("closes", StringComparison.Ordinal))
            {
                text += string.Concat(closes.Select(close =>
                    string.Create(CultureInfo.InvariantCulture, $"{close.Date},37740,{close.Close},,synthetic\n")));
            }

            folder.Write($"market-data/{Path.GetFileName(file)}", text);
        }

        return folder.FullPath;
    }
}
