using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Pricing.Pipeline.Settings;

/// <summary>What is wrong with settings: each wrong one by its name, its value and what is allowed.</summary>
public static class OptionsDefects
{
    /// <summary>Checks the annotated properties of an options record.</summary>
    /// <param name="options">The record.</param>
    /// <param name="section">The section of the configuration that it was read from.</param>
    public static IEnumerable<string> Of(object options, string section)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var value = property.GetValue(options);
            var context = new ValidationContext(options) { MemberName = property.Name };
            var results = new List<ValidationResult>();
            if (Validator.TryValidateProperty(value, context, results)) continue;

            var shown = Convert.ToString(value, CultureInfo.InvariantCulture);
            yield return $"{section}:{property.Name} = {shown}: {string.Join(" ", results)}";
        }
    }
}
