using Microsoft.Extensions.Options;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Settings;

namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>Checks every setting at start and names each wrong one with its value and what is allowed.</summary>
internal sealed class MarketDataOptionsCheck : IValidateOptions<MarketDataOptions>
{
    private const string Checks = $"{MarketDataOptions.Section}:{nameof(MarketDataOptions.Checks)}";

    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];

    public ValidateOptionsResult Validate(string? name, MarketDataOptions options)
    {
        List<string> wrong =
        [
            .. OptionsDefects.Of(options, MarketDataOptions.Section),
            .. OptionsDefects.Of(options.JQuants, $"{MarketDataOptions.Section}:{nameof(options.JQuants)}"),
            .. OptionsDefects.Of(options.Jgb, $"{MarketDataOptions.Section}:{nameof(options.Jgb)}"),
            .. OptionsDefects.Of(options.Checks, $"{MarketDataOptions.Section}:{nameof(options.Checks)}"),
            .. Confirmed(options.Checks),
            .. options.Checks.UsualSplits.Where(ratio => ratio <= 1)
                .Select(ratio => $"{Checks}:{nameof(PriceCheckOptions.UsualSplits)} = {DecimalText.Of(ratio)}: must be above 1."),
            .. Address(options.JQuants.BaseAddress, "JQuants:BaseAddress"),
            .. Address(options.Jgb.HistoryAddress, "Jgb:HistoryAddress"),
            .. Address(options.Jgb.CurrentMonthAddress, "Jgb:CurrentMonthAddress"),
        ];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    // A confirmation that is written otherwise would confirm nothing.
    private static IEnumerable<string> Confirmed(PriceCheckOptions checks) => checks.Confirmed
        .Where(text => text.Split('/') is not [{ Length: 4 or 5 }, var date] || !DateOnly.TryParseExact(date, "yyyy-MM-dd", out _))
        .Select(text => $"{Checks}:{nameof(PriceCheckOptions.Confirmed)} = {text}: must be as 3774/2012-09-26.");

    // Addresses are logged and archived, so no secret may stand in one; a key in the clear may go to a feed on the same
    // machine only.
    private static IEnumerable<string> Address(Uri? address, string setting)
    {
        if (address is null)
            yield break;
        if (!address.IsAbsoluteUri || !Schemes.Contains(address.Scheme))
            yield return $"{MarketDataOptions.Section}:{setting} = {address}: must be an absolute https address.";
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0)
            yield return $"{MarketDataOptions.Section}:{setting}: must have no user, password or query.";
        else if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
            yield return $"{MarketDataOptions.Section}:{setting} = {address}: use https; http is for this machine.";
    }
}
