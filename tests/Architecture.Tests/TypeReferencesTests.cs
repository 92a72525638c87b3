using System.Globalization;
using System.Text;
using Mono.Cecil;

namespace Architecture.Tests;

/// <summary>Each way of naming a type, with one type that is named in no other way.</summary>
public sealed class TypeReferencesTests
{
    [Theory]
    [InlineData(typeof(StringBuilder), "in a body")]
    [InlineData(typeof(TimeZoneInfo), "in a lambda")]
    [InlineData(typeof(CultureInfo), "in an iterator")]
    [InlineData(typeof(Guid), "as a generic argument")]
    [InlineData(typeof(FormatException), "as what is caught")]
    [InlineData(typeof(Uri), "in an array")]
    [InlineData(typeof(Version), "in an attribute")]
    [InlineData(typeof(ICloneable), "as a constraint")]
    [InlineData(typeof(IDisposable), "as an interface")]
    [InlineData(typeof(EventArgs), "as a base")]
    [InlineData(typeof(Half), "as a field of a nested type")]
    [InlineData(typeof(Progress<>), "as a type with arguments")]
    [InlineData(typeof(DayOfWeek), "as what a called method gives")]
    public void Of_Type_FindsWhatItNames(Type named, string how)
    {
        using var module = ModuleDefinition.ReadModule(typeof(Sample<>).Assembly.Location);

        var found = TypeReferences.Of(module.GetType(typeof(Sample<>).FullName)).Select(type => type.FullName);

        Assert.True(found.Contains(named.FullName), how);
    }
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class NamesAttribute(Type type) : Attribute
{
    public Type Type => type;
}

internal sealed class Sample<T> : EventArgs, IDisposable
    where T : ICloneable
{
    public static object Text() => new StringBuilder();

    public static Func<object> Zone() => () => TimeZoneInfo.Utc;

    public static IEnumerable<object> Cultures()
    {
        yield return CultureInfo.InvariantCulture;
    }

    public static object None() => Array.Empty<Guid>();

    public static bool IsCaught(Action work)
    {
        try
        {
            work();
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    [Names(typeof(Version))]
    public static object Addresses(Uri[] addresses) => addresses;

    public static object Shown(Progress<T> progress) => progress;

    public static bool IsSunday(DateOnly date) => date.DayOfWeek == 0;

    public void Dispose()
    {
    }

    private readonly struct Inner(Half value)
    {
        public float Value => (float)value;
    }
}
