//! Measures how many messages one core renders in a second, and writes one page of every layout into a folder if one
//! is named: `cargo run --release -p regulars-newsletters --example render -- /tmp/pages`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use regulars_kernel::{Language, Names, Personal, SurveyId};
use regulars_newsletters::{
    Block, CompiledNewsletter, Content, Draft, Gender, ImageSource, ImprintAddress, Layout, Links,
    MerchantProfile, Recipient, References, Template, Theme,
};

type Failure = Box<dyn std::error::Error>;

/// Links as long as signed ones.
struct SignedLinks;

impl Links for SignedLinks {
    fn link(&self, position: u16, _: &str) -> String {
        format!("https://news.cvecara.example/l/AQzR3kq0T9mXW4n2bY7dJ6sHfPvLcUeG1{position:04}KtZx8AoN5iQwEr")
    }

    fn open_pixel(&self) -> Option<String> {
        Some("https://news.cvecara.example/o/AQzR3kq0T9mXW4n2bY7dJ6sHfPvLcUeG1KtZx8AoN5iQwEr.gif".to_owned())
    }

    fn unsubscribe(&self) -> String {
        "https://news.cvecara.example/u/AQzR3kq0T9mXW4n2bY7dJ6sHfPvLcUeG1KtZx8AoN5iQwEr".to_owned()
    }

    fn preferences(&self) -> String {
        "https://news.cvecara.example/p/AQzR3kq0T9mXW4n2bY7dJ6sHfPvLcUeG1KtZx8AoN5iQwEr".to_owned()
    }

    fn view_in_browser(&self) -> String {
        "https://news.cvecara.example/w/AQzR3kq0T9mXW4n2bY7dJ6sHfPvLcUeG1KtZx8AoN5iQwEr".to_owned()
    }

    fn survey(&self, _: SurveyId) -> String {
        "https://news.cvecara.example/f/AQzR3kq0T9mXW4n2bY7dJ6sHfPvLcUeG1KtZx8AoN5iQwEr".to_owned()
    }
}

fn main() -> Result<(), Failure> {
    let folder = std::env::args().nth(1).map(PathBuf::from);
    for layout in Layout::ALL {
        let template = Template { layout, theme: Theme::default() };
        let started = Instant::now();
        let compiled = CompiledNewsletter::compile(&draft()?, &merchant()?, &template, &References::new())?;
        let compiled_in = started.elapsed();
        let sample = compiled.render(&recipient(7)?, &SignedLinks)?;
        let (count, elapsed) = measured(&compiled)?;
        println!(
            "{}: {:.0} renders/s, {} bytes HTML, {} bytes text, {} links, compiled in {compiled_in:?}",
            layout.as_str(),
            f64::from(count) / elapsed.as_secs_f64(),
            sample.html.len(),
            sample.text.len(),
            compiled.content_links().len(),
        );
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{}.html", layout.as_str())), &sample.html)?;
            std::fs::write(folder.join(format!("{}.txt", layout.as_str())), &sample.text)?;
        }
    }
    Ok(())
}

fn measured(compiled: &CompiledNewsletter) -> Result<(u32, Duration), Failure> {
    let recipients = (0..1000).map(recipient).collect::<Result<Vec<_>, _>>()?;
    let started = Instant::now();
    let mut count = 0_u32;
    let mut bytes = 0_usize;
    while started.elapsed() < Duration::from_secs(2) {
        for recipient in &recipients {
            let rendered = compiled.render(recipient, &SignedLinks)?;
            bytes += rendered.html.len() + rendered.text.len();
            count += 1;
        }
    }
    assert!(bytes > 0, "something was rendered");
    Ok((count, started.elapsed()))
}

fn recipient(number: u32) -> Result<Recipient, Failure> {
    let gender = [Some(Gender::Male), Some(Gender::Female), None][number as usize % 3];
    let last_names = ["Petrović", "Jovanović", "Kovač", "Novak", "Nikolić", "Petrović-Njegoš", "Đorđević"];
    Ok(Recipient {
        gender: if number == 7 { Some(Gender::Male) } else { gender },
        names: Names {
            first_name: Some(Personal::new("Petar".to_owned())),
            last_name: Some(Personal::new(last_names[number as usize % last_names.len()].to_owned())),
            ..Names::default()
        },
        attributes: Default::default(),
        email: Some(format!("kupac{number}@example.com").parse()?),
    })
}

fn image(color: &str, words: &str) -> Result<Block, Failure> {
    let url = format!("https://images.example/{color}.png");
    Ok(Block::Image {
        source: ImageSource::Url(url.parse()?),
        alt: words.to_owned(),
        link: Some(format!("https://cvecara.example/{color}").parse()?),
    })
}

fn draft() -> Result<Draft, Failure> {
    let mut blocks = vec![Block::Text(
        "## Prolećna ponuda\n\nDragi kupče **{{ first_name | default('') }}**, spremili smo nešto posebno. \
         [Pogledajte celu ponudu](https://cvecara.example/ponuda) ili nam pišite.\n\n- sveže ruže svakog jutra\n\
         - besplatna dostava u Novom Sadu\n- poklon uz svaku kupovinu"
            .parse()?,
    )];
    for (color, words, price) in [
        ("c0392b", "Crvene ruže", "1.990 RSD"),
        ("8e44ad", "Lale", "1.490 RSD"),
        ("2980b9", "Hortenzije", "2.490 RSD"),
        ("27ae60", "Sukulenti", "890 RSD"),
    ] {
        blocks.push(image(color, words)?);
        blocks.push(Block::Text(format!("**{words}**\nBuket od {price}, do isteka zaliha.").parse()?));
        blocks.push(Block::Button {
            label: "Naruči".parse()?,
            url: format!("https://cvecara.example/kupi/{color}").parse()?,
        });
    }
    Ok(Draft {
        subject: "{{ salutation }} {{ last_name | vocative }} – imamo ponudu za Vas!".to_owned(),
        intro: "{{ greeting }}, stiglo je proleće u Cvećaru Ruža.".to_owned(),
        content: Content::new(blocks)?,
        language: Language::SerbianLatin,
    })
}

fn merchant() -> Result<MerchantProfile, Failure> {
    Ok(MerchantProfile {
        name: "Cvećara Ruža".to_owned(),
        legal_name: Some("Cvećara Ruža d.o.o.".to_owned()),
        address: Some(ImprintAddress {
            street: "Bulevar oslobođenja 12".to_owned(),
            postcode: "21000".to_owned(),
            city: "Novi Sad".to_owned(),
            country: "Srbija".to_owned(),
        }),
        opening_hours: Some("pon–pet 8–20, sub 9–14".to_owned()),
        phone: Some("+381 21 123-456".to_owned()),
        email: Some("info@cvecara.example".to_owned()),
        website: Some("https://cvecara.example".parse()?),
        imprint: Some("MB 12345678, PIB 987654321, APR Novi Sad".to_owned()),
        publisher: Some("Ruža Media d.o.o.".to_owned()),
        copyright: Some("2026 Cvećara Ruža. Sva prava zadržana.".to_owned()),
        logo: Some("https://images.example/logo.png".parse()?),
    })
}
